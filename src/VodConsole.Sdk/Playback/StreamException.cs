using System.Net;

namespace VodConsole.Sdk.Playback;

/// <summary>A stream could not be read. The subclass says whose turn it is; messages never hold a token.</summary>
public abstract class StreamException : Exception
{
    private protected StreamException(Uri address, string problem, Exception? inner)
        : base($"{problem} ({address.GetLeftPart(UriPartial.Path)})", inner) => Address = address.GetLeftPart(UriPartial.Path);

    /// <summary>What was asked for, without its query string.</summary>
    public string Address { get; }
}

/// <summary>The server refused: ask for a new address or token, then try again.</summary>
public sealed class StreamRefusedException : StreamException
{
    internal StreamRefusedException(Uri address, HttpStatusCode status)
        : base(address, $"The server refused ({(int)status}): the token is missing, expired, or not for this video.", null) => Status = status;

    /// <summary>401 or 403.</summary>
    public HttpStatusCode Status { get; }
}

/// <summary>The server did not answer, or answered neither yes nor no: try again later.</summary>
public sealed class StreamUnreachableException : StreamException
{
    internal StreamUnreachableException(Uri address, HttpStatusCode? status, Exception? inner)
        : base(address, status is { } code ? $"The server answered {(int)code}." : "The server could not be reached.", inner) => Status = status;

    /// <summary>What it answered; null when it did not.</summary>
    public HttpStatusCode? Status { get; }
}

/// <summary>What came is not a valid part of a stream: trying again will not help.</summary>
public sealed class StreamDamagedException : StreamException
{
    internal StreamDamagedException(Uri address, string problem, Exception? inner = null) : base(address, problem, inner)
    {
    }
}
