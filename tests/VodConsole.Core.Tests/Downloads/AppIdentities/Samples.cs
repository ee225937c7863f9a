using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

/// <summary>Writes the files that apps come in, as small as their formats allow.</summary>
internal static class Samples
{
    public const uint Scheme2 = 0x7109871A;
    public const uint Scheme3 = 0xF05368C0;
    public const uint Scheme31 = 0x1B93AD61;
    private const uint ProofOfRotation = 0x3BA06F8C;

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }

        return file.ToArray();
    }

    public static byte[] Apk(params (uint Id, byte[] Value)[] values) => WithSigningBlock(Zip(("AndroidManifest.xml", "m"u8.ToArray())), values);

    public static byte[] JarSigned(X509Certificate2 signer, params (string Name, byte[] Content)[] more) =>
        Zip([("AndroidManifest.xml", "m"u8.ToArray()), ("META-INF/CERT.RSA", Sign("manifest"u8.ToArray(), signer, detached: true)), .. more]);

    /// <summary>Puts an APK Signing Block before the directory of an archive.</summary>
    public static byte[] WithSigningBlock(byte[] zip, params (uint Id, byte[] Value)[] values)
    {
        var end = zip.Length - 22;
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(end + 16));
        byte[] pairs = [.. values.SelectMany(pair => (byte[])[.. Wide(pair.Value.Length + 4), .. Narrow(pair.Id), .. pair.Value])];
        byte[] block = [.. Wide(pairs.Length + 24), .. pairs, .. Wide(pairs.Length + 24), .. "APK Sig Block 42"u8];
        byte[] apk = [.. zip.AsSpan(0, directory), .. block, .. zip.AsSpan(directory)];
        BinaryPrimitives.WriteUInt32LittleEndian(apk.AsSpan(apk.Length - 6), (uint)(directory + block.Length));
        return apk;
    }

    public static byte[] Signers2(params X509Certificate2[] certificates) =>
        Block(certificates.SelectMany(certificate => Block(
            [.. Block([.. Block([]), .. Block(Block(certificate.RawData)), .. Block([])]), .. Block([]), .. Block([])])));

    public static byte[] Signers3(X509Certificate2 certificate, params X509Certificate2[] lineage)
    {
        byte[] rotation = lineage.Length == 0
            ? []
            : Block([.. Narrow(ProofOfRotation), .. Narrow(1), .. lineage.SelectMany(older => Block(
                [.. Block([.. Block(older.RawData), .. Narrow(0)]), .. Narrow(0), .. Narrow(0), .. Block([])]))]);
        byte[] signed = Block([.. Block([]), .. Block(Block(certificate.RawData)), .. Narrow(28), .. Narrow(99), .. Block(rotation)]);
        return Block(Block([.. signed, .. Narrow(28), .. Narrow(99), .. Block([]), .. Block([])]));
    }

    public static byte[] Sign(byte[] content, X509Certificate2 signer, bool detached = false)
    {
        var signed = new SignedCms(new ContentInfo(content), detached);
        signed.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, signer) { IncludeOption = X509IncludeOption.EndCertOnly });
        return signed.Encode();
    }

    /// <summary>A signature with another one in the attribute in which Authenticode carries further ones.</summary>
    public static byte[] SignTwice(X509Certificate2 first, X509Certificate2 second)
    {
        var signed = new SignedCms();
        signed.Decode(Sign([1], first));
        signed.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData("1.3.6.1.4.1.311.2.4.1", Sign([1], second)));
        return signed.Encode();
    }

    /// <summary>A PE file of headers only, 32 or 64 bits wide, with a signature behind them.</summary>
    public static byte[] Program(byte[]? signature, bool wide = true)
    {
        const int at = 0x80;
        var optional = wide ? 112 : 96;
        var file = new byte[at + 24 + optional + 16 * 8];
        "MZ"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x3C), at);
        "PE\0\0"u8.CopyTo(file.AsSpan(at));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + 20), (ushort)(optional + 16 * 8));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + 24), (ushort)(wide ? 0x20B : 0x10B));
        if (signature is null) return file;
        var directory = file.AsSpan(at + 24 + optional + 4 * 8);
        BinaryPrimitives.WriteInt32LittleEndian(directory, file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(directory[4..], signature.Length + 8);
        return [.. file, .. Narrow((uint)signature.Length + 8), 0, 2, 2, 0, .. signature];
    }

    public static byte[] Jks(string password, params (string Alias, bool IsKey, X509Certificate2[] Chain)[] entries)
    {
        byte[] content =
        [
            0xFE, 0xED, 0xFE, 0xED, .. Big(2), .. Big(entries.Length),
            .. entries.SelectMany(entry => (byte[])
            [
                .. Big(entry.IsKey ? 1 : 2), .. Text(entry.Alias), .. new byte[8],
                .. entry.IsKey ? (byte[])[.. Big(3), 1, 2, 3, .. Big(entry.Chain.Length)] : [],
                .. entry.Chain.SelectMany(certificate => (byte[])[.. Text("X.509"), .. Big(certificate.RawData.Length), .. certificate.RawData]),
            ]),
        ];
#pragma warning disable CA5350 // The format's.
        return [.. content, .. SHA1.HashData([.. Encoding.BigEndianUnicode.GetBytes(password), .. "Mighty Aphrodite"u8, .. content])];
#pragma warning restore CA5350
    }

    public static byte[] Pkcs12(string password, int iterations, params X509Certificate2[] certificates)
    {
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterations);
        var content = new Pkcs12SafeContents();
        foreach (var certificate in certificates) content.AddCertificate(certificate);
        var store = new Pkcs12Builder();
        store.AddSafeContentsEncrypted(content, password, encryption);
        store.SealWithMac(password, HashAlgorithmName.SHA256, iterations);
        return store.Encode();
    }

    public static byte[] XmlList(params (string Key, string Value)[] strings) => Encoding.UTF8.GetBytes(
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0"><dict>
        <key>LSRequiresIPhoneOS</key><true/>
        <key>Icons</key><dict><key>CFBundleIdentifier</key><string>not.this.one</string><key>deep</key><dict><key>CFBundleIdentifier</key><string>nor.this</string></dict></dict>
        <key>UIDeviceFamily</key><array><integer>1</integer></array>
        {string.Concat(strings.Select(pair => $"<key>{pair.Key}</key><string>{pair.Value}</string>"))}
        </dict></plist>
        """);

    /// <summary>A dictionary of strings; those with letters beyond ASCII in UTF-16.</summary>
    public static byte[] BinaryList(params (string Key, string Value)[] strings)
    {
        var objects = new List<byte[]> { (byte[])
        [
            .. Head(0xD, strings.Length),
            .. Enumerable.Range(1, strings.Length).SelectMany(index => (byte[])[0, (byte)index]),
            .. Enumerable.Range(1 + strings.Length, strings.Length).SelectMany(index => (byte[])[0, (byte)index]),
        ] };
        objects.AddRange(strings.Select(pair => TextObject(pair.Key)));
        objects.AddRange(strings.Select(pair => TextObject(pair.Value)));
        return BinaryList(objects);
    }

    /// <summary>A binary list of these objects, the first the outer one; references are two bytes wide.</summary>
    public static byte[] BinaryList(IReadOnlyList<byte[]> objects)
    {
        var at = 8;
        var offsets = new List<byte>();
        foreach (var item in objects)
        {
            offsets.AddRange(Big(at));
            at += item.Length;
        }

        return
        [
            .. "bplist00"u8, .. objects.SelectMany(item => item), .. offsets,
            0, 0, 0, 0, 0, 0, 4, 2, .. new byte[4], .. Big(objects.Count), .. new byte[8], .. new byte[4], .. Big(at),
        ];
    }

    public static byte[] Profile(string application) => Sign(
        Encoding.UTF8.GetBytes(
            $"""
            <?xml version="1.0"?><plist version="1.0"><dict><key>Name</key><string>Player</string>
            <key>Entitlements</key><dict><key>application-identifier</key><string>{application}</string></dict></dict></plist>
            """), Bench.Release);

    public static byte[] Ipa(byte[]? list, byte[]? profile = null, string folder = "Player.app") => Zip(
    [
        .. list is null ? [] : new (string, byte[])[] { ($"Payload/{folder}/Info.plist", list) },
        .. profile is null ? [] : new (string, byte[])[] { ($"Payload/{folder}/embedded.mobileprovision", profile) },
        ($"Payload/{folder}/Watch/Watch.app/Info.plist", XmlList(("CFBundleIdentifier", "com.example.watch"))),
    ]);

    private static byte[] TextObject(string text) => text.All(char.IsAscii)
        ? [.. Head(5, text.Length), .. Encoding.ASCII.GetBytes(text)]
        : [.. Head(6, text.Length), .. Encoding.BigEndianUnicode.GetBytes(text)];

    private static byte[] Head(int kind, int count) =>
        count < 15 ? [(byte)(kind << 4 | count)] : [(byte)(kind << 4 | 15), 0x10, (byte)count];

    private static byte[] Block(IEnumerable<byte> content)
    {
        byte[] bytes = [.. content];
        return [.. Narrow((uint)bytes.Length), .. bytes];
    }

    private static byte[] Text(string text) => [(byte)(text.Length >> 8), (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Wide(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Narrow(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
