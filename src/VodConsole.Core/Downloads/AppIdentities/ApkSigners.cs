namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// The signers in the values of an APK Signing Block: schemes v2 and v3 with v3.1, and the older certificates that a rotated key's
/// proof of rotation names (source.android.com, "APK Signature Scheme v2" and "v3", sections "Format").
/// </summary>
internal static class ApkSigners
{
    private const uint Scheme2 = 0x7109871A;
    private const uint Scheme3 = 0xF05368C0;
    private const uint Scheme31 = 0x1B93AD61;
    private const uint ProofOfRotation = 0x3BA06F8C;

    /// <summary>Signers of a scheme, and certificates of a proof of rotation, at most; Android refuses more than ten signers.</summary>
    private const int Limit = 32;

    private static readonly (uint Id, IdentitySource Source)[] NewestFirst =
        [(Scheme31, IdentitySource.ApkScheme31), (Scheme3, IdentitySource.ApkScheme3), (Scheme2, IdentitySource.ApkScheme2)];

    /// <summary>Whether a value of this number holds signers.</summary>
    public static bool Knows(uint id) => id is Scheme2 or Scheme3 or Scheme31;

    /// <summary>
    /// The certificates of all schemes, the newest scheme first and each certificate once. When a key was rotated every one has the
    /// warning, because which of them a device sees depends on its version of Android and on how the app asks.
    /// </summary>
    public static IReadOnlyList<FoundIdentity> Merge(IReadOnlyDictionary<uint, byte[]> values)
    {
        var signers = new List<(SigningCertificate Certificate, IdentitySource Source)>();
        var older = new List<(SigningCertificate Certificate, IdentitySource Source)>();
        foreach (var (id, source) in NewestFirst)
        {
            if (!values.TryGetValue(id, out var value)) continue;
            var all = new ByteReader(value, AppFilePart.SigningBlock).ReadNested();
            for (var count = 0; !all.IsEmpty; count++)
            {
                if (count == Limit) throw AppFile.Damaged(AppFilePart.SigningBlock);
                var signed = all.ReadNested().ReadNested();
                signers.Add((ReadFirstCertificate(ref signed), source));
                if (id != Scheme2) older.AddRange(ReadRotation(ref signed).Select(certificate => (certificate, source)));
            }
        }

        var rotated = older.Select(item => item.Certificate.Sha1).Distinct().Count() > 1;
        IdentityWarning[] warnings = rotated ? [IdentityWarning.RotatedKey] : [];
        return [.. signers.Concat(Enumerable.Reverse(older)).DistinctBy(item => item.Certificate.Sha1)
            .Select(item => item.Certificate.ForAndroid(item.Source, null, warnings))];
    }

    private static SigningCertificate ReadFirstCertificate(ref ByteReader signed)
    {
        signed.ReadBlock(); // digests of the contents
        return SigningCertificate.Read(signed.ReadNested().ReadBlock());
    }

    private static List<SigningCertificate> ReadRotation(ref ByteReader signed)
    {
        signed.Take(8); // the versions of Android that it is for
        var certificates = new List<SigningCertificate>();
        for (var attributes = signed.ReadNested(); !attributes.IsEmpty;)
        {
            var attribute = attributes.ReadNested();
            if (attribute.ReadUInt32() != ProofOfRotation) continue;
            attribute.ReadUInt32(); // version
            while (!attribute.IsEmpty)
            {
                if (certificates.Count == Limit) throw AppFile.Damaged(AppFilePart.SigningBlock);
                certificates.Add(SigningCertificate.Read(attribute.ReadNested().ReadNested().ReadBlock()));
            }
        }

        return certificates;
    }
}
