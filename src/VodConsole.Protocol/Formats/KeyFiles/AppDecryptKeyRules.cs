namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>The rules of an <see cref="AppDecryptKey"/>, to be shown as a checklist while one is typed.</summary>
[Flags]
public enum AppDecryptKeyRules
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary><see cref="AppDecryptKey.MinLength"/> to <see cref="AppDecryptKey.MaxLength"/> characters.</summary>
    Length = 1,
    /// <summary>Nothing but the letters A to Z and a to z and the digits 0 to 9.</summary>
    Characters = 2,
    /// <summary>At least one upper-case letter.</summary>
    UpperCase = 4,
    /// <summary>At least one lower-case letter.</summary>
    LowerCase = 8,
    /// <summary>At least one digit.</summary>
    Digit = 16,
}
