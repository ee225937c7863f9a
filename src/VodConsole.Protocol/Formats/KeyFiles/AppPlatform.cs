namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>The platform of an app that a key file is bound to; the number is the one in the file's header.</summary>
public enum AppPlatform : byte
{
    /// <summary>Android: the app is known by the SHA-1 of its signing certificate.</summary>
    Android = 1,
    /// <summary>iOS: the app is known by its bundle ID.</summary>
    Ios = 2,
    /// <summary>Windows: the app is known by the serial number of its signing certificate.</summary>
    Windows = 3,
}
