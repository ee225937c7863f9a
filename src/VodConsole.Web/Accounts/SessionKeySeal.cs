using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using VodConsole.Core.Keys;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Seals an element of the session key ring under the key-encryption key for <see cref="KeyPurpose.Session"/>. Data
/// Protection asks synchronously; the key ring is in memory by then, so nothing waits.
/// </summary>
internal sealed class SessionKeyEncryptor(IKeyEncryptionKey keys) : IXmlEncryptor
{
    /// <summary>Associated data: nothing else that this key wraps opens as a session key.</summary>
    internal static readonly byte[] Context = [.. "vod-session-ring/v1\0"u8];

    /// <summary>The element that takes the sealed one's place; its text is a <see cref="WrappedKey"/> record in base64.</summary>
    internal static readonly XName Name = "sealedBySessionKey";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plaintext = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        try
        {
            var wrapped = keys.WrapAsync(KeyPurpose.Session, plaintext, Context, CancellationToken.None).GetAwaiter().GetResult();
            return new EncryptedXmlInfo(new XElement(Name, Convert.ToBase64String(wrapped.ToBytes())), typeof(SessionKeyDecryptor));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }
}

/// <summary>Opens what <see cref="SessionKeyEncryptor"/> sealed. Data Protection makes it by the name that it stored.</summary>
internal sealed class SessionKeyDecryptor : IXmlDecryptor
{
    private readonly IKeyEncryptionKey keys;

    /// <summary>The one shape of constructor that Data Protection calls.</summary>
    public SessionKeyDecryptor(IServiceProvider services) => keys = services.GetRequiredService<IKeyEncryptionKey>();

    public XElement Decrypt(XElement encryptedElement)
    {
        if (encryptedElement.Name != SessionKeyEncryptor.Name) throw new CryptoRejectedException("not a sealed session key");
        var plaintext = keys.UnwrapAsync(
            KeyPurpose.Session, WrappedKey.Parse(Convert.FromBase64String(encryptedElement.Value)),
            SessionKeyEncryptor.Context, CancellationToken.None).GetAwaiter().GetResult();
        try
        {
            return XElement.Parse(Encoding.UTF8.GetString(plaintext));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }
}
