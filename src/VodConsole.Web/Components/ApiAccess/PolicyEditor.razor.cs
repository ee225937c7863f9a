using Microsoft.AspNetCore.Components;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Refusals;
using VodConsole.Web.Components.Accounts;

namespace VodConsole.Web.Components.ApiAccess;

/// <summary>The form of a policy.</summary>
public sealed partial class PolicyEditor
{
    /// <summary>The name in the address of the form for a new policy, which no policy can have.</summary>
    public const string NewName = "new";

    private const string Beginning =
        """
        {
          "Version": "1",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["vod:GetVideoPlayAuth", "vod:GetPlayInfo"],
              "Resource": ["acs:vod:*:*:video/*"],
              "Condition": { "IpAddress": { "acs:SourceIp": ["203.0.113.0/24"] } }
            }
          ]
        }
        """;

    private string _name = "";
    private string _description = "";
    private string _document = "";
    private int _statements;
    private VodException? _fault;
    private VodException? _failure;
    private bool _isBusy;

    /// <summary>The policy; null for a new one.</summary>
    [Parameter, EditorRequired] public required PolicyRow? Policy { get; set; }

    /// <summary>The document that a new one begins with; null for an example.</summary>
    [Parameter] public string? Template { get; set; }

    /// <summary>It is saved under this name.</summary>
    [Parameter] public EventCallback<string> OnSaved { get; set; }

    protected override void OnInitialized()
    {
        _description = Policy?.Description ?? "";
        Check(PolicyWriter.Format(Policy?.Document ?? Template ?? Beginning));
    }

    private void Write(ChangeEventArgs change) => Check(change.Value?.ToString() ?? "");

    private void Check(string document)
    {
        _document = document;
        try
        {
            (_statements, _fault) = (PolicyParser.Parse(document).Count, null);
        }
        catch (VodException fault)
        {
            _fault = fault;
        }
    }

    private async Task SaveAsync()
    {
        (_isBusy, _failure) = (true, null);
        try
        {
            var actor = await Actor.GetAsync();
            await Dialogs.ConfirmedAsync(() => Policy is null
                ? Policies.CreateAsync(actor, _name, _description, _document, default)
                : Policies.ChangeAsync(actor, Policy.Name, Policy.Revision, _description, _document, default));
            await OnSaved.InvokeAsync(Policy?.Name ?? _name.Trim());
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
        finally
        {
            _isBusy = false;
        }
    }
}
