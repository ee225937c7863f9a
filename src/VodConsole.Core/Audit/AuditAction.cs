namespace VodConsole.Core.Audit;

/// <summary>The words of the audit log's action column. Stable: filters, exports and other programs rely on them.</summary>
public static class AuditAction
{
    /// <summary>An operation was refused for lack of rights; the target is the permission.</summary>
    public const string AccessRefused = "access.refuse";

    /// <summary>A transcoding was queued.</summary>
    public const string TranscodeSubmitted = "transcode.submit";

    /// <summary>A failed or cancelled transcoding was queued again.</summary>
    public const string TranscodeRetried = "transcode.retry";

    /// <summary>A transcoding was stopped by a person.</summary>
    public const string TranscodeCancelled = "transcode.cancel";

    /// <summary>A transcoding ended and its result is what plays from now on.</summary>
    public const string TranscodePublished = "transcode.publish";

    /// <summary>A transcoding was given up.</summary>
    public const string TranscodeFailed = "transcode.fail";

    /// <summary>A template group was made.</summary>
    public const string TemplateGroupAdded = "template-group.add";

    /// <summary>A template group, or a template of it, was changed.</summary>
    public const string TemplateGroupChanged = "template-group.change";

    /// <summary>A template group was deleted with its templates.</summary>
    public const string TemplateGroupDeleted = "template-group.delete";

    /// <summary>Another template group became the default.</summary>
    public const string TemplateGroupDefaultSet = "template-group.set-default";

    /// <summary>An account was added.</summary>
    public const string UserAdded = "user.add";

    /// <summary>An account got another role.</summary>
    public const string UserRoleSet = "user.set-role";

    /// <summary>An account was locked; its sessions end.</summary>
    public const string UserLocked = "user.lock";

    /// <summary>A locked account was opened again.</summary>
    public const string UserUnlocked = "user.unlock";

    /// <summary>An administrator gave an account a new password.</summary>
    public const string UserPasswordReset = "user.reset-password";

    /// <summary>An administrator invited somebody by a one-time link.</summary>
    public const string UserInvited = "user.invite";

    /// <summary>An administrator took an invitation back.</summary>
    public const string InvitationRevoked = "user.revoke-invitation";

    /// <summary>An administrator made a one-time link by which a person chooses a new password.</summary>
    public const string UserResetLinkMade = "user.make-reset-link";

    /// <summary>A person chose a new password by a one-time link.</summary>
    public const string PasswordChosen = "account.choose-password";

    /// <summary>A person changed their own password.</summary>
    public const string PasswordChanged = "account.change-password";

    /// <summary>A person signed in.</summary>
    public const string SignedIn = "account.sign-in";

    /// <summary>Somebody tried to sign in and did not get in.</summary>
    public const string SignInRefused = "account.sign-in-refused";

    /// <summary>A person signed out.</summary>
    public const string SignedOut = "account.sign-out";

    /// <summary>A person confirmed in their session that it is they.</summary>
    public const string IdentityConfirmed = "account.confirm";

    /// <summary>A sign-in to the account asks for a code of an authenticator app from now on.</summary>
    public const string TwoFactorEnabled = "account.enable-two-factor";

    /// <summary>A person took the authenticator app off their account.</summary>
    public const string TwoFactorDisabled = "account.disable-two-factor";

    /// <summary>A person made themselves new recovery codes.</summary>
    public const string RecoveryCodesRenewed = "account.renew-recovery-codes";

    /// <summary>A login at an OpenID Connect provider was stored with the account of the same e-mail address.</summary>
    public const string ExternalLoginLinked = "account.link-login";

    /// <summary>A person added a passkey to their account.</summary>
    public const string PasskeyAdded = "account.add-passkey";

    /// <summary>A person gave a passkey another name.</summary>
    public const string PasskeyRenamed = "account.rename-passkey";

    /// <summary>A person took a passkey off their account.</summary>
    public const string PasskeyRemoved = "account.remove-passkey";

    /// <summary>A person ended all their sessions but one.</summary>
    public const string OtherSessionsEnded = "account.end-sessions";

    /// <summary>An administrator took the authenticator app off somebody's account; its sessions end.</summary>
    public const string UserTwoFactorReset = "user.reset-two-factor";

    /// <summary>Somebody in a person's session could not confirm that it is they.</summary>
    public const string IdentityConfirmationRefused = "account.confirm-refused";

    /// <summary>An upload began; its video row exists from then on.</summary>
    public const string UploadBegun = "upload.begin";

    /// <summary>An upload was given up by a person; its video row is gone.</summary>
    public const string UploadCancelled = "upload.cancel";

    /// <summary>An uploaded or imported file was accepted.</summary>
    public const string UploadAccepted = "upload.accept";

    /// <summary>An uploaded or imported file was refused; the reason is on the video's row.</summary>
    public const string UploadRefused = "upload.refuse";

    /// <summary>Title, description, category or tags of a video were changed.</summary>
    public const string VideoEdited = "video.edit";

    /// <summary>A video and everything of it was deleted.</summary>
    public const string VideoDeleted = "video.delete";

    /// <summary>A category was added.</summary>
    public const string CategoryAdded = "category.add";

    /// <summary>A category was given another name.</summary>
    public const string CategoryRenamed = "category.rename";

    /// <summary>A category was put below another one.</summary>
    public const string CategoryMoved = "category.move";

    /// <summary>A category was deleted; its videos have none now.</summary>
    public const string CategoryDeleted = "category.delete";

    /// <summary>The account's download mode was changed.</summary>
    public const string DownloadModeSet = "download.set-mode";

    /// <summary>A key file was generated.</summary>
    public const string KeyFileGenerated = "key-file.generate";

    /// <summary>A key file was replaced by a new one.</summary>
    public const string KeyFileRotated = "key-file.rotate";

    /// <summary>A key file was revoked.</summary>
    public const string KeyFileRevoked = "key-file.revoke";

    /// <summary>Label or note of a key file were changed.</summary>
    public const string KeyFileDescribed = "key-file.describe";

    /// <summary>The register of key files was exported; what it shows is the filter.</summary>
    public const string KeyFilesExported = "key-file.export";

    /// <summary>The installation made itself a key pair to sign with.</summary>
    public const string SigningKeyMade = "signing-key.make";

    /// <summary>Offline was disabled for a video.</summary>
    public const string OfflineDisabled = "video.disable-offline";

    /// <summary>Offline was enabled again for a video.</summary>
    public const string OfflineEnabled = "video.enable-offline";

    /// <summary>Offline is being disabled or enabled for many videos.</summary>
    public const string OfflineRunBegun = "offline-run.begin";

    /// <summary>A run over many videos ended.</summary>
    public const string OfflineRunEnded = "offline-run.end";

    /// <summary>An access key was made.</summary>
    public const string AccessKeyCreated = "access-key.create";

    /// <summary>An access key was turned off.</summary>
    public const string AccessKeyDisabled = "access-key.disable";

    /// <summary>An access key was turned on again.</summary>
    public const string AccessKeyEnabled = "access-key.enable";

    /// <summary>Note, end or networks of an access key were changed.</summary>
    public const string AccessKeyLimited = "access-key.limit";

    /// <summary>An access key was deleted.</summary>
    public const string AccessKeyDeleted = "access-key.delete";

    /// <summary>A policy was written for the first time.</summary>
    public const string PolicyCreated = "policy.create";

    /// <summary>A policy was written anew.</summary>
    public const string PolicyChanged = "policy.change";

    /// <summary>A policy was deleted.</summary>
    public const string PolicyDeleted = "policy.delete";

    /// <summary>A policy was attached to an account or a role.</summary>
    public const string PolicyAttached = "policy.attach";

    /// <summary>A policy was detached from an account or a role.</summary>
    public const string PolicyDetached = "policy.detach";

    /// <summary>A temporary access key was made for a role's rights at most.</summary>
    public const string RoleAssumed = "role.assume";

    /// <summary>It was set where and of what notifications are sent.</summary>
    public const string CallbackSet = "callback.set";

    /// <summary>The settings of notifications were deleted: nobody is told anything.</summary>
    public const string CallbackDeleted = "callback.delete";

    /// <summary>A test notification was sent.</summary>
    public const string CallbackTested = "callback.test";

    /// <summary>A notification that was given up is sent again.</summary>
    public const string NotificationResent = "notification.resend";

    /// <summary>The key-encryption keys were exported, sealed by a passphrase.</summary>
    public const string KeysExported = "keys.export";

    /// <summary>Key-encryption keys were imported.</summary>
    public const string KeysImported = "keys.import";

    /// <summary>The audit log was exported; what it shows is the filter.</summary>
    public const string AuditExported = "audit.export";

    /// <summary>Every word, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(AuditAction).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)];
}
