using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Keeps the key ring of sessions in the database, so that a restart signs nobody out and every server of an installation
/// reads the same cookies. <see cref="SessionKeyEncryptor"/> has sealed the secret parts before they come here.
/// </summary>
internal sealed class SessionKeyRepository(IDbContextFactory<VodDbContext> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.ProtectionKeys.AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.ProtectionKeys.Add(new ProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
