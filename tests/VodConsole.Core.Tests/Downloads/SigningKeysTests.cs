using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Tests.Downloads;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly KeyFileBench bench = new();

    [Fact]
    public async Task The_pair_is_made_at_first_need_and_stays()
    {
        Assert.Empty(await ListAsync(SigningPurpose.KeyFile));
        var (one, other) = (await bench.GenerateAsync(), await bench.GenerateAsync());

        var pinned = Assert.Single(await ListAsync(SigningPurpose.KeyFile));
        Assert.Equal((1, bench.Now), (pinned.Number, pinned.CreatedAt));
        var reader = new KeyFileReader(pinned.Spki);
        Assert.All([one, other], file => Assert.Equal(pinned.KeyId, reader.ReadEnvelope(file.Content).Header.SignerId));
        Assert.NotEqual(pinned.KeyId, Assert.Single(await ListAsync(SigningPurpose.Licence)).KeyId);
    }

    [Fact]
    public async Task The_public_key_reads_as_PEM()
    {
        await bench.GenerateAsync();
        var pinned = Assert.Single(await ListAsync(SigningPurpose.KeyFile));
        using var key = ECDsa.Create();
        key.ImportFromPem(pinned.Pem);
        Assert.Equal(pinned.Spki, key.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public async Task Processes_that_need_the_first_pair_at_once_agree_on_one()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.Signing.OpenAsync(SigningPurpose.Licence, default)));
        Assert.Single(opened.Select(pair => Convert.ToHexString(pair.ExportSubjectPublicKeyInfo())).Distinct());
        Assert.Single(await ListAsync(SigningPurpose.Licence));
    }

    [Fact]
    public async Task A_public_key_that_somebody_slipped_in_signs_nothing()
    {
        await bench.GenerateAsync();
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = stranger.ExportSubjectPublicKeyInfo();
        await ChangeAsync(SigningPurpose.Licence, rows => rows.ExecuteUpdateAsync(row => row.SetProperty(key => key.PublicKey, publicKey)));
        await Assert.ThrowsAsync<CryptoRejectedException>(() => bench.GenerateAsync());
    }

    [Fact]
    public async Task A_private_half_that_was_moved_to_another_row_does_not_open()
    {
        await bench.GenerateAsync();
        await ChangeAsync(SigningPurpose.KeyFile, rows => rows.ExecuteUpdateAsync(row => row.SetProperty(key => key.Number, 2)));
        await Assert.ThrowsAsync<CryptoRejectedException>(() => bench.GenerateAsync());
    }

    [Fact]
    public Task Refuses_somebody_without_an_account() =>
        KeyFileBench.RefusedAsync(ErrorCode.NotSignedIn, () => bench.Signing.ListAsync(new Actor(Guid.NewGuid(), "nobody"), SigningPurpose.KeyFile, default));

    public Task InitializeAsync() => bench.InitializeAsync();

    public Task DisposeAsync() => bench.DisposeAsync();

    private Task<IReadOnlyList<PublicSigningKey>> ListAsync(SigningPurpose purpose) => bench.Signing.ListAsync(Actor.System, purpose, default);

    private async Task ChangeAsync(SigningPurpose purpose, Func<IQueryable<SigningKey>, Task> change)
    {
        await using var db = bench.NewContext();
        await change(db.SigningKeys.Where(key => key.Purpose == purpose));
    }
}
