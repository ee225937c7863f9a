namespace VodConsole.Protocol.Actions;

/// <summary>What an operation of the API is about: the headings of the API page and the tags of its OpenAPI document, in order.</summary>
public enum OperationGroup
{
    /// <summary>Videos, their uploads and their categories.</summary>
    Media,
    /// <summary>Credentials and addresses for players.</summary>
    Playback,
    /// <summary>Transcoding jobs and the templates that they follow.</summary>
    Transcoding,
    /// <summary>Whether end users may take videos home, and the key files of their apps.</summary>
    Downloads,
    /// <summary>Data keys for encryption.</summary>
    Keys,
    /// <summary>Where events are reported to.</summary>
    Notifications,
    /// <summary>Temporary access keys.</summary>
    ApiAccess,
    /// <summary>Live streams.</summary>
    Live,
}
