namespace VodConsole.Protocol;

/// <summary>
/// Why the service refused something. Stable: stored on rows, shown by the console, and answered by the API.
/// The text that people read, in both languages, belongs to <c>RefusalText</c> in Core.
/// </summary>
public enum ErrorCode
{
    /// <summary>No refusal of its own; an unexpected failure inside the service.</summary>
    InternalError,
    /// <summary>The caller is not signed in, is locked, or no longer exists.</summary>
    NotSignedIn,
    /// <summary>The caller's roles do not allow the operation. Argument: the permission.</summary>
    Forbidden,
    /// <summary>Someone else changed the same thing in between.</summary>
    ChangedMeanwhile,
    /// <summary>The video does not exist. Argument: its id.</summary>
    VideoNotFound,
    /// <summary>The video's status does not allow the operation. Arguments: status, what was asked.</summary>
    VideoStatusForbids,
    /// <summary>Offline can be disabled and enabled again only while a video is normal. Argument: its status.</summary>
    OfflineSwitchNeedsNormal,
    /// <summary>Nothing, or too much, was selected for a bulk change. Argument: the limit.</summary>
    OfflineScopeInvalid,
    /// <summary>No video matches any more, so there is nothing to change.</summary>
    OfflineScopeEmpty,
    /// <summary>The bulk change does not exist. Argument: its id.</summary>
    OfflineRunNotFound,
    /// <summary>The video has nothing that may be played: not transcoded yet, or withheld. Argument: its id.</summary>
    VideoNotPlayable,
    /// <summary>A playback address has expired, or its token is not for this video.</summary>
    PlaybackForbidden,
    /// <summary>The title is empty.</summary>
    TitleMissing,
    /// <summary>The title is longer than allowed. Argument: the limit in characters.</summary>
    TitleTooLong,
    /// <summary>The description is longer than allowed. Argument: the limit in characters.</summary>
    DescriptionTooLong,
    /// <summary>Too many tags, or one of them too long. Arguments: the limits in tags and characters.</summary>
    TagsExceedLimit,
    /// <summary>A text holds control or otherwise invisible characters. Argument: the field.</summary>
    TextNotAllowed,
    /// <summary>The category does not exist.</summary>
    CategoryNotFound,
    /// <summary>A category of that name already exists beside it. Argument: the name.</summary>
    CategoryNameTaken,
    /// <summary>The category's name is too long. Argument: the limit in characters.</summary>
    CategoryNameInvalid,
    /// <summary>The category's name is empty.</summary>
    CategoryNameMissing,
    /// <summary>Categories nest no deeper. Argument: the limit in levels.</summary>
    CategoryTooDeep,
    /// <summary>The category still holds sub-categories.</summary>
    CategoryNotEmpty,
    /// <summary>The transcoding task does not exist. Argument: its id.</summary>
    TaskNotFound,
    /// <summary>The transcoding task has ended and cannot be cancelled. Argument: its id.</summary>
    TaskEnded,
    /// <summary>Only a failed or cancelled transcoding task can be tried again. Argument: its id.</summary>
    TaskNotRetryable,
    /// <summary>The worker ended without a word at each attempt of a task. Argument: the attempts.</summary>
    WorkerCrashed,
    /// <summary>A media tool is missing. Arguments: its name, the command that installs it.</summary>
    FfmpegMissing,
    /// <summary>The content is no audio or video that the service reads, whatever its name says.</summary>
    MediaNotRecognised,
    /// <summary>The content is a playlist or script that points at other files.</summary>
    MediaIsPlaylist,
    /// <summary>The file ends before its content does. Arguments: seconds that can be read, seconds that it claims.</summary>
    MediaTruncated,
    /// <summary>The file's end or its index is missing, and the container does not say how much.</summary>
    MediaIncomplete,
    /// <summary>The length is zero or cannot be determined.</summary>
    MediaWithoutDuration,
    /// <summary>Longer than allowed. Arguments: hours, the limit in hours.</summary>
    MediaTooLong,
    /// <summary>More streams than allowed. Argument: the limit.</summary>
    MediaTooManyStreams,
    /// <summary>The picture is larger than allowed. Arguments: width, height, the limit in pixels.</summary>
    MediaTooLarge,
    /// <summary>More frames per second than allowed. Arguments: the frame rate, the limit.</summary>
    MediaFrameRateTooHigh,
    /// <summary>Neither pictures nor sound.</summary>
    MediaWithoutStreams,
    /// <summary>A codec that the service does not decode. Argument: its name.</summary>
    MediaCodecUnsupported,
    /// <summary>Looking into the file took too long. Argument: the limit in seconds.</summary>
    MediaProbeTimedOut,
    /// <summary>The source's own streams cannot be repackaged as they are. Argument: the codec.</summary>
    OriginalUnsupported,
    /// <summary>ffmpeg gave up on the source. Argument: its exit code.</summary>
    TranscodeSourceFailed,
    /// <summary>ffmpeg was ended from outside. Argument: its exit code.</summary>
    TranscodeInterrupted,
    /// <summary>An encrypted object could not be stored. Argument: the object.</summary>
    TranscodeStorageFailed,
    /// <summary>The media storage ran out of space.</summary>
    TranscodeStorageFull,
    /// <summary>ffmpeg left a rendition without a closed playlist. Argument: the rendition.</summary>
    TranscodePlaylistMissing,
    /// <summary>A playlist names a segment that is not stored whole. Arguments: the rendition, the segment.</summary>
    TranscodeSegmentMissing,
    /// <summary>A rendition is shorter or longer than the source. Arguments: the rendition, its seconds, the source's seconds.</summary>
    TranscodeDurationDiffers,
    /// <summary>A stored segment does not decrypt and decode. Arguments: the rendition, the segment.</summary>
    TranscodeSegmentUnreadable,
    /// <summary>The set-up link is unknown, replaced by a newer one, or used.</summary>
    SetupLinkInvalid,
    /// <summary>No such account. Argument: its id or e-mail address.</summary>
    UserNotFound,
    /// <summary>Another account has the e-mail address. Argument: the address.</summary>
    EmailTaken,
    /// <summary>Not an e-mail address. Argument: what was given.</summary>
    EmailInvalid,
    /// <summary>The password does not meet the rules. Arguments: least number of characters, of different characters.</summary>
    PasswordTooWeak,
    /// <summary>The current password is another one.</summary>
    PasswordWrong,
    /// <summary>The account is the last administrator who can sign in. Argument: its e-mail address.</summary>
    LastAdministrator,
    /// <summary>The database has migrations that this program does not know. Argument: their names.</summary>
    DatabaseNewer,
    /// <summary>The database lacks migrations that this program needs. Argument: their names.</summary>
    DatabaseOutdated,
    /// <summary>The key-encryption keys are missing. Argument: where the key ring is expected.</summary>
    KeyRingMissing,
    /// <summary>The key ring does not open what the database holds. Argument: its path.</summary>
    KeyRingForeign,
    /// <summary>The key-ring file does not read. Argument: its path.</summary>
    KeyRingDamaged,
    /// <summary>There is a key ring with other keys, which an import never overwrites. Argument: its path.</summary>
    KeyRingPresent,
    /// <summary>A key export does not open: another passphrase, damaged, or no export.</summary>
    KeyExportRejected,
    /// <summary>A key export does not open what the database holds.</summary>
    KeyExportForeign,
    /// <summary>The passphrase of a key export is too short. Argument: the least number of characters.</summary>
    PassphraseTooShort,
    /// <summary>The upload does not exist, or belongs to someone else.</summary>
    UploadNotFound,
    /// <summary>The upload has ended. Argument: its id.</summary>
    UploadGone,
    /// <summary>Another part of the same upload is being received.</summary>
    UploadBusy,
    /// <summary>A part does not begin where the stored bytes end. Arguments: bytes stored, where the part begins.</summary>
    UploadOffsetConflict,
    /// <summary>A part goes beyond the announced length. Argument: bytes that were still missing.</summary>
    UploadPartTooLong,
    /// <summary>A part does not have its checksum. Argument: the algorithm.</summary>
    UploadChecksumMismatch,
    /// <summary>A checksum algorithm that is not supported. Argument: those that are.</summary>
    UploadChecksumUnsupported,
    /// <summary>The file is empty.</summary>
    UploadEmpty,
    /// <summary>The file is larger than allowed. Arguments: its size, the limit.</summary>
    UploadTooLarge,
    /// <summary>The file name has an extension that is not allowed. Arguments: the extension, those that are.</summary>
    UploadExtensionNotAllowed,
    /// <summary>Not enough free space for the file and its transcoding. Arguments: needed, free.</summary>
    UploadSpaceMissing,
    /// <summary>The disk became full while a part was stored.</summary>
    UploadStorageFull,
    /// <summary>The announced SHA-256 is not 64 hex digits.</summary>
    UploadHashInvalid,
    /// <summary>The received file does not have the announced SHA-256. Arguments: announced, found.</summary>
    UploadHashMismatch,
    /// <summary>No part came for too long.</summary>
    UploadExpired,
    /// <summary>The announced metadata cannot be read. Argument: the key.</summary>
    UploadMetadataInvalid,
    /// <summary>The upload's length was announced already, as another one. Argument: the announced one.</summary>
    UploadLengthConflict,
    /// <summary>Not a name that a video can be known by.</summary>
    ReferenceIdInvalid,
    /// <summary>Another video is known by that name. Argument: the name.</summary>
    ReferenceIdTaken,
    /// <summary>The data that a program gives along cannot be read. Argument: the part.</summary>
    UserDataInvalid,
    /// <summary>The cover's address is no web address, or too long. Argument: the most characters.</summary>
    CoverUrlInvalid,
    /// <summary>A search expression that cannot be read. Argument: where, or the field.</summary>
    MatchInvalid,
    /// <summary>The page lies beyond what can be reached. Argument: how many videos can.</summary>
    SearchWindowExceeded,
    /// <summary>A position in a search that is too old, another search's, or none.</summary>
    ScrollTokenInvalid,
    /// <summary>The file has no name.</summary>
    FileNameMissing,
    /// <summary>There is no such file on this machine. Argument: the path.</summary>
    ImportFileNotFound,
    /// <summary>A category cannot be put below itself.</summary>
    CategoryIntoItself,
    /// <summary>Another server process holds the data directory of an embedded database. Argument: the directory.</summary>
    DataDirectoryInUse,
    /// <summary>The source's picture is turned only when it is shown, which HLS segments do not carry.</summary>
    OriginalTurned,
    /// <summary>No app identifier was given.</summary>
    AppIdentityMissing,
    /// <summary>The app identifier is longer than any is.</summary>
    AppIdentityTooLong,
    /// <summary>Not the SHA-1 of an Android signing certificate.</summary>
    AppIdentityNotSha1,
    /// <summary>The SHA-256 of a certificate where its SHA-1 is wanted.</summary>
    AppIdentityIsSha256,
    /// <summary>Not an iOS bundle ID.</summary>
    AppIdentityNotBundleId,
    /// <summary>Not the serial number of a certificate.</summary>
    AppIdentityNotSerial,
    /// <summary>An app identifier with line breaks or other control characters.</summary>
    AppIdentityHasControls,
    /// <summary>An app identifier with full-width, combining or other characters outside of ASCII.</summary>
    AppIdentityNotAscii,
    /// <summary>An app identifier that begins or ends with a space.</summary>
    AppIdentityHasOuterSpaces,
    /// <summary>The SHA-1 of an Android certificate where another platform's identifier is wanted.</summary>
    AppIdentityIsSha1,
    /// <summary>The MD5 of a certificate where its SHA-1 is wanted.</summary>
    AppIdentityIsMd5,
    /// <summary>A bundle ID or package name where a fingerprint or serial number is wanted.</summary>
    AppIdentityIsBundleId,
    /// <summary>The serial number of a certificate where a bundle ID is wanted.</summary>
    AppIdentityIsSerial,
    /// <summary>No private key was given.</summary>
    PrivateKeyMissing,
    /// <summary>The private key is too short or too long. Arguments: least, most characters.</summary>
    PrivateKeyLength,
    /// <summary>The private key has something else than the letters A to Z and a to z and digits.</summary>
    PrivateKeyCharacters,
    /// <summary>The private key has no upper-case letter.</summary>
    PrivateKeyWithoutUpperCase,
    /// <summary>The private key has no lower-case letter.</summary>
    PrivateKeyWithoutLowerCase,
    /// <summary>The private key has no digit.</summary>
    PrivateKeyWithoutDigit,
    /// <summary>Downloads are off for the account.</summary>
    DownloadsOff,
    /// <summary>The account's download mode is another than the one asked for. Arguments: the account's, the one asked for.</summary>
    DownloadModeDiffers,
    /// <summary>Only videos whose status is normal can be downloaded. Argument: the status.</summary>
    DownloadStatusForbids,
    /// <summary>Offline is disabled for the video.</summary>
    DownloadOfflineDisabled,
    /// <summary>The video has no published stream that could be downloaded.</summary>
    DownloadNothingPublished,
    /// <summary>A stream with HLS standard encryption can be downloaded in secure mode only.</summary>
    DownloadNeedsSecureMode,
    /// <summary>A secure download was asked for by no app that is known.</summary>
    DownloadAppMissing,
    /// <summary>The app has no key file. Argument: its identifier.</summary>
    DownloadKeyAbsent,
    /// <summary>No such key file in the register. Argument: its id.</summary>
    DownloadKeyUnknown,
    /// <summary>The key file is bound to another app. Argument: the beginning of its fingerprint.</summary>
    DownloadKeyOfOtherApp,
    /// <summary>The key file was replaced and its overlap is over. Argument: the beginning of its fingerprint.</summary>
    DownloadKeyExpired,
    /// <summary>The key file was revoked. Argument: the beginning of its fingerprint.</summary>
    DownloadKeyRevoked,
    /// <summary>A download was asked for without a token.</summary>
    DownloadTokenMissing,
    /// <summary>The token is none of this service, or was changed.</summary>
    DownloadTokenInvalid,
    /// <summary>The token's time is over.</summary>
    DownloadTokenExpired,
    /// <summary>The token's time has not come.</summary>
    DownloadTokenNotYetValid,
    /// <summary>The token is for another video.</summary>
    DownloadTokenOfOtherVideo,
    /// <summary>The token allows playing only.</summary>
    DownloadTokenWithoutDownload,
    /// <summary>The file of an app is empty.</summary>
    AppFileEmpty,
    /// <summary>The file of an app is larger than allowed. Arguments: its size, the limit.</summary>
    AppFileTooLarge,
    /// <summary>A file of no kind that names an app.</summary>
    AppFileUnknown,
    /// <summary>A file that is named like an app and is no zip archive. Argument: the extension.</summary>
    AppFileNotZip,
    /// <summary>The file ends before it should.</summary>
    AppFileTruncated,
    /// <summary>A part of the file breaks its format. Argument: the part.</summary>
    AppFileDamaged,
    /// <summary>A part of the file is, or unpacks to, more than any app has. Arguments: the part, the limit.</summary>
    AppFilePartTooLarge,
    /// <summary>A part of the archive is encrypted. Argument: the part.</summary>
    AppFileEncrypted,
    /// <summary>An Android app without a signature.</summary>
    AppFileNotSigned,
    /// <summary>A Windows program without a signature.</summary>
    AppFileProgramNotSigned,
    /// <summary>An archive with more than one app.</summary>
    AppFileSeveralApps,
    /// <summary>An iOS app without a bundle ID.</summary>
    AppFileNoBundleId,
    /// <summary>A provisioning profile for any app of a pattern.</summary>
    AppFileWildcardProfile,
    /// <summary>A keystore needs its password.</summary>
    AppFilePasswordNeeded,
    /// <summary>A keystore has another password, or is damaged.</summary>
    AppFileWrongPassword,
    /// <summary>A keystore asks for more work than is done for it.</summary>
    AppFileKeystoreTooCostly,
    /// <summary>A keystore or PEM file without a certificate.</summary>
    AppFileNoCertificate,
    /// <summary>The browser could not hand over the file.</summary>
    AppFileUnreadable,
    /// <summary>A pasted report is longer than any. Argument: the limit.</summary>
    AppReportTooLong,
    /// <summary>A report without a fingerprint.</summary>
    AppReportNoFingerprint,
    /// <summary>A report with SHA-256 fingerprints only.</summary>
    AppReportOnlySha256,
    /// <summary>The app's platform is none that key files know.</summary>
    AppPlatformUnknown,
    /// <summary>Key files exist in secure mode only. Argument: the mode now.</summary>
    KeyFileNeedsSecureMode,
    /// <summary>The download settings changed after the form was shown.</summary>
    DownloadSettingsChanged,
    /// <summary>This form has generated its key file already.</summary>
    KeyFileAlreadyGenerated,
    /// <summary>There is no such key file. Argument: its id.</summary>
    KeyFileNotFound,
    /// <summary>The key file was revoked already. Arguments: by whom, why.</summary>
    KeyFileRevoked,
    /// <summary>Another key file has taken its place already. Argument: that one's id.</summary>
    KeyFileReplaced,
    /// <summary>The label is too long. Argument: most characters.</summary>
    KeyFileLabelTooLong,
    /// <summary>The note is too long. Argument: most characters.</summary>
    KeyFileNoteTooLong,
    /// <summary>A key file is revoked for a reason, and none was given.</summary>
    RevokeReasonMissing,
    /// <summary>The reason is too long. Argument: most characters.</summary>
    RevokeReasonTooLong,
    /// <summary>The end of the overlap lies in the past or too far away. Argument: most days.</summary>
    KeyFileOverlapInvalid,
    /// <summary>An account has as many access keys as it may have. Arguments: its e-mail address, the limit.</summary>
    AccessKeysExceeded,
    /// <summary>No such access key. Argument: its id.</summary>
    AccessKeyNotFound,
    /// <summary>The note is too long. Argument: the most characters.</summary>
    AccessKeyNoteTooLong,
    /// <summary>Not an address or a network. Argument: what was given.</summary>
    AddressInvalid,
    /// <summary>The video's status keeps it from the public. Argument: the status.</summary>
    PlaybackStatusForbids,
    /// <summary>The policy is too long. Argument: the most characters.</summary>
    PolicyTooLong,
    /// <summary>The policy is no JSON. Arguments: line and column.</summary>
    PolicyNotJson,
    /// <summary>The policy is JSON but no object.</summary>
    PolicyNotObject,
    /// <summary>The policy has a field that policies do not have. Argument: the field.</summary>
    PolicyFieldUnknown,
    /// <summary>Another version than 1.</summary>
    PolicyVersionInvalid,
    /// <summary>No statements.</summary>
    PolicyStatementMissing,
    /// <summary>Too many statements. Argument: the most.</summary>
    PolicyStatementsExceeded,
    /// <summary>A statement is no object. Argument: its number.</summary>
    PolicyStatementInvalid,
    /// <summary>A statement has a field that statements do not have. Arguments: its number, the field.</summary>
    PolicyStatementFieldUnknown,
    /// <summary>A statement neither allows nor denies. Argument: its number.</summary>
    PolicyEffectInvalid,
    /// <summary>A statement without actions. Argument: its number.</summary>
    PolicyActionMissing,
    /// <summary>Not an action. Arguments: number of the statement, what was given.</summary>
    PolicyActionInvalid,
    /// <summary>A statement without resources. Argument: its number.</summary>
    PolicyResourceMissing,
    /// <summary>Not a resource. Arguments: number of the statement, what was given.</summary>
    PolicyResourceInvalid,
    /// <summary>A condition that is not known. Arguments: number of the statement, the operator.</summary>
    PolicyConditionUnknown,
    /// <summary>A condition on something else. Arguments: number of the statement, the operator, its key, what was given.</summary>
    PolicyConditionKeyUnknown,
    /// <summary>A value that a condition cannot have. Arguments: number of the statement, the key, the value.</summary>
    PolicyConditionValueInvalid,
    /// <summary>Not a name of a policy. Argument: the most characters.</summary>
    PolicyNameInvalid,
    /// <summary>A policy of that name exists. Argument: the name.</summary>
    PolicyNameTaken,
    /// <summary>The description is too long. Argument: the most characters.</summary>
    PolicyDescriptionTooLong,
    /// <summary>No such policy. Argument: its name.</summary>
    PolicyNotFound,
    /// <summary>A ready-made policy cannot be changed. Argument: its name.</summary>
    PolicyReadyMade,
    /// <summary>A role's own policy is not for attaching. Argument: its name.</summary>
    PolicyOfRole,
    /// <summary>A policy that is attached cannot be deleted. Arguments: its name, to how many.</summary>
    PolicyInUse,
    /// <summary>Too many policies are attached to one. Argument: the most.</summary>
    PoliciesExceeded,
    /// <summary>The change would take the acting person's own right to undo it.</summary>
    PolicyLocksOut,
    /// <summary>The change would leave nobody who could undo it at any time and from any address.</summary>
    PolicyLeavesNobody,
    /// <summary>Not a data key that this installation wrapped and handed out, or damaged.</summary>
    IssuedKeyInvalid,
    /// <summary>Somebody stopped the transcoding.</summary>
    TranscodeCancelled,
    /// <summary>No such template group. Argument: its id.</summary>
    TemplateGroupNotFound,
    /// <summary>No such app. Arguments: its id, the one that there is.</summary>
    AppNotFound,
    /// <summary>Not an address that notifications can be sent to. Argument: what was given.</summary>
    CallbackUrlInvalid,
    /// <summary>The receiver's address is too long. Argument: the most bytes.</summary>
    CallbackUrlTooLong,
    /// <summary>A receiver may never be there. Argument: the IP address.</summary>
    CallbackAddressForbidden,
    /// <summary>A receiver may be there only where the configuration allows it. Argument: the IP address.</summary>
    CallbackAddressPrivate,
    /// <summary>The signing key breaks its rule. Argument: the most characters.</summary>
    CallbackKeyInvalid,
    /// <summary>Notifications are to be signed, and there is no key.</summary>
    CallbackKeyMissing,
    /// <summary>No such event. Argument: what was given.</summary>
    CallbackEventUnknown,
    /// <summary>Notifications are not set up.</summary>
    CallbackNotSet,
    /// <summary>The receiver answered with another status than 200. Argument: the status.</summary>
    CallbackNotAccepted,
    /// <summary>The receiver took too long. Argument: the most seconds.</summary>
    CallbackTimedOut,
    /// <summary>The receiver's name has no address. Argument: host and port.</summary>
    CallbackHostUnknown,
    /// <summary>No connection to the receiver. Argument: host and port.</summary>
    CallbackUnreachable,
    /// <summary>No encrypted connection to the receiver. Argument: host and port.</summary>
    CallbackTlsFailed,
    /// <summary>What the receiver answered is no HTTP. Argument: host and port.</summary>
    CallbackAnswerBroken,
    /// <summary>Only a notification that was given up can be sent again.</summary>
    NotificationNotFailed,
    /// <summary>No list of templates.</summary>
    TemplateListInvalid,
    /// <summary>A field of a template has a value that it cannot have. Arguments: the field, the value.</summary>
    TemplateFieldInvalid,
    /// <summary>A template asks for what this service does not do. Arguments: the field, the value.</summary>
    TemplateFieldUnsupported,
    /// <summary>A group without a template.</summary>
    TemplatesMissing,
    /// <summary>Too many templates in a group. Argument: the most.</summary>
    TemplatesExceeded,
    /// <summary>Two templates of one label in a group. Argument: the label.</summary>
    TemplateLabelTwice,
    /// <summary>Segments of different lengths in a group.</summary>
    TemplateSegmentsDiffer,
    /// <summary>No such template in the group. Argument: its id.</summary>
    TemplateNotFound,
    /// <summary>Not a name of a template group. Argument: the most characters.</summary>
    TemplateGroupNameInvalid,
    /// <summary>Too many template groups. Argument: the most.</summary>
    TemplateGroupsExceeded,
    /// <summary>The group is locked. Argument: its name.</summary>
    TemplateGroupLocked,
    /// <summary>A built-in group cannot be changed.</summary>
    TemplateGroupSpecial,
    /// <summary>The default group cannot be deleted. Argument: its name.</summary>
    TemplateGroupDefault,
    /// <summary>The template makes pictures, and the source has none.</summary>
    TemplateNeedsVideo,
    /// <summary>The template makes sound, and the source has none.</summary>
    TemplateNeedsAudio,
    /// <summary>The template makes a larger picture than the source, which it says is to fail.</summary>
    TemplateAboveSource,
    /// <summary>The template has a higher bit rate than the source, which it says is to fail.</summary>
    TemplateBitrateAboveSource,
    /// <summary>The person must confirm that it is they before this.</summary>
    ConfirmationNeeded,
    /// <summary>A code of an authenticator app that is not right, or was used already.</summary>
    CodeWrong,
    /// <summary>The account has an authenticator app already.</summary>
    TwoFactorEnabled,
    /// <summary>The account has no authenticator app.</summary>
    TwoFactorDisabled,
    /// <summary>The answer of a passkey is not right, or came too late.</summary>
    PasskeyRefused,
    /// <summary>No such passkey.</summary>
    PasskeyNotFound,
    /// <summary>Not a name of a passkey. Argument: the most characters.</summary>
    PasskeyNameInvalid,
    /// <summary>The account has as many passkeys as it can. Argument: the most.</summary>
    PasskeysExceeded,
    /// <summary>A one-time link of an account that was used, taken back, or is too old.</summary>
    AccountLinkInvalid,
}
