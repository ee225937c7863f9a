CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "AspNetRoles" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetRoles" PRIMARY KEY,
    "Name" TEXT NULL,
    "NormalizedName" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL
);

CREATE TABLE "AspNetUsers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetUsers" PRIMARY KEY,
    "CreatedAt" TEXT NOT NULL,
    "LastSignInAt" TEXT NULL,
    "UserName" TEXT NULL,
    "NormalizedUserName" TEXT NULL,
    "Email" TEXT NULL,
    "NormalizedEmail" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "PasswordHash" TEXT NULL,
    "SecurityStamp" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneNumberConfirmed" INTEGER NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" TEXT NULL,
    "LockoutEnabled" INTEGER NOT NULL,
    "AccessFailedCount" INTEGER NOT NULL
);

CREATE TABLE "AuditEntries" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AuditEntries" PRIMARY KEY AUTOINCREMENT,
    "At" TEXT NOT NULL,
    "ActorId" TEXT NULL,
    "ActorName" TEXT NOT NULL,
    "SearchActorName" TEXT NOT NULL,
    "Address" TEXT NULL,
    "Action" TEXT NOT NULL,
    "TargetKind" TEXT NOT NULL,
    "TargetId" TEXT NOT NULL,
    "TargetName" TEXT NULL,
    "Before" TEXT NULL,
    "After" TEXT NULL,
    "Outcome" TEXT NOT NULL
);

CREATE TABLE "Categories" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Categories" PRIMARY KEY AUTOINCREMENT,
    "Name" TEXT NOT NULL,
    "SearchName" TEXT NOT NULL,
    "ParentId" INTEGER NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_Categories_Categories_ParentId" FOREIGN KEY ("ParentId") REFERENCES "Categories" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "KeyCanaries" (
    "Purpose" TEXT NOT NULL CONSTRAINT "PK_KeyCanaries" PRIMARY KEY,
    "Wrapped" BLOB NOT NULL
);

CREATE TABLE "ProtectionKeys" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_ProtectionKeys" PRIMARY KEY AUTOINCREMENT,
    "FriendlyName" TEXT NOT NULL,
    "Xml" TEXT NOT NULL
);

CREATE TABLE "SetupLinks" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_SetupLinks" PRIMARY KEY,
    "TokenHash" BLOB NOT NULL,
    "CreatedAt" TEXT NOT NULL
);

CREATE TABLE "WorkerProcesses" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_WorkerProcesses" PRIMARY KEY,
    "Machine" TEXT NOT NULL,
    "ProcessId" INTEGER NOT NULL,
    "Slots" INTEGER NOT NULL,
    "StartedAt" TEXT NOT NULL,
    "LastSeenAt" TEXT NOT NULL
);

CREATE TABLE "AspNetRoleClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetRoleClaims" PRIMARY KEY AUTOINCREMENT,
    "RoleId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_AspNetRoleClaims_AspNetRoles_RoleId" FOREIGN KEY ("RoleId") REFERENCES "AspNetRoles" ("Id") ON DELETE CASCADE
);

CREATE TABLE "AspNetUserClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetUserClaims" PRIMARY KEY AUTOINCREMENT,
    "UserId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_AspNetUserClaims_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "AspNetUserLogins" (
    "LoginProvider" TEXT NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderDisplayName" TEXT NULL,
    "UserId" TEXT NOT NULL,
    CONSTRAINT "PK_AspNetUserLogins" PRIMARY KEY ("LoginProvider", "ProviderKey"),
    CONSTRAINT "FK_AspNetUserLogins_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "AspNetUserPasskeys" (
    "CredentialId" BLOB NOT NULL CONSTRAINT "PK_AspNetUserPasskeys" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "Data" TEXT NOT NULL,
    CONSTRAINT "FK_AspNetUserPasskeys_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "AspNetUserRoles" (
    "UserId" TEXT NOT NULL,
    "RoleId" TEXT NOT NULL,
    CONSTRAINT "PK_AspNetUserRoles" PRIMARY KEY ("UserId", "RoleId"),
    CONSTRAINT "FK_AspNetUserRoles_AspNetRoles_RoleId" FOREIGN KEY ("RoleId") REFERENCES "AspNetRoles" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_AspNetUserRoles_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "AspNetUserTokens" (
    "UserId" TEXT NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_AspNetUserTokens" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_AspNetUserTokens_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "Videos" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Videos" PRIMARY KEY,
    "Title" TEXT NOT NULL,
    "SearchTitle" TEXT NOT NULL,
    "Description" TEXT NOT NULL,
    "CategoryId" INTEGER NULL,
    "Tags" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "Failure_Code" TEXT NULL,
    "Failure_ArgumentsJson" TEXT NULL,
    "FileName" TEXT NOT NULL,
    "SourceKey" TEXT NULL,
    "Size" INTEGER NOT NULL,
    "SourceSha256" TEXT NULL,
    "Source_Container" TEXT NULL,
    "Source_Duration" REAL NULL,
    "Source_VideoCodec" TEXT NULL,
    "Source_Width" INTEGER NULL,
    "Source_Height" INTEGER NULL,
    "Source_FrameRate" REAL NULL,
    "Source_AudioCodec" TEXT NULL,
    "Source_BitrateKbps" INTEGER NULL,
    "CoverKey" TEXT NULL,
    "TemplateGroup" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ModifiedAt" TEXT NOT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_Videos_Categories_CategoryId" FOREIGN KEY ("CategoryId") REFERENCES "Categories" ("Id") ON DELETE SET NULL
);

CREATE TABLE "Publications" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Publications" PRIMARY KEY,
    "VideoId" TEXT NOT NULL,
    "TaskId" TEXT NOT NULL,
    "Fence" INTEGER NOT NULL,
    "Prefix" TEXT NOT NULL,
    "EncryptType" TEXT NOT NULL,
    "Duration" REAL NOT NULL,
    "PublishedAt" TEXT NOT NULL,
    "RetiredAt" TEXT NULL,
    CONSTRAINT "FK_Publications_Videos_VideoId" FOREIGN KEY ("VideoId") REFERENCES "Videos" ("Id") ON DELETE CASCADE
);

CREATE TABLE "TranscodeTasks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_TranscodeTasks" PRIMARY KEY,
    "VideoId" TEXT NOT NULL,
    "TemplateGroup" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "LeaseOwner" TEXT NULL,
    "LeaseExpiresAt" TEXT NULL,
    "Fence" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "Progress" REAL NOT NULL,
    "Speed" REAL NULL,
    "Failure_Code" TEXT NULL,
    "Failure_ArgumentsJson" TEXT NULL,
    "NotBefore" TEXT NULL,
    "LogTail" TEXT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "StartedAt" TEXT NULL,
    "EndedAt" TEXT NULL,
    CONSTRAINT "FK_TranscodeTasks_Videos_VideoId" FOREIGN KEY ("VideoId") REFERENCES "Videos" ("Id") ON DELETE CASCADE
);

CREATE TABLE "Uploads" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Uploads" PRIMARY KEY,
    "VideoId" TEXT NOT NULL,
    "OwnerId" TEXT NULL,
    "Length" INTEGER NOT NULL,
    "ExpectedSha256" TEXT NULL,
    "Metadata" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ExpiresAt" TEXT NOT NULL,
    CONSTRAINT "FK_Uploads_Videos_VideoId" FOREIGN KEY ("VideoId") REFERENCES "Videos" ("Id") ON DELETE CASCADE
);

CREATE TABLE "DataKeys" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_DataKeys" PRIMARY KEY,
    "PublicationId" TEXT NOT NULL,
    "VideoId" TEXT NOT NULL,
    "Wrapped" BLOB NOT NULL,
    "KekVersion" INTEGER NOT NULL,
    CONSTRAINT "FK_DataKeys_Publications_PublicationId" FOREIGN KEY ("PublicationId") REFERENCES "Publications" ("Id") ON DELETE CASCADE
);

CREATE TABLE "PublishedRenditions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_PublishedRenditions" PRIMARY KEY,
    "PublicationId" TEXT NOT NULL,
    "Definition" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Width" INTEGER NULL,
    "Height" INTEGER NULL,
    "FrameRate" REAL NULL,
    "Codecs" TEXT NULL,
    "PeakBitrate" INTEGER NOT NULL,
    "AverageBitrate" INTEGER NOT NULL,
    "Size" INTEGER NOT NULL,
    "Duration" REAL NOT NULL,
    "Segments" INTEGER NOT NULL,
    CONSTRAINT "FK_PublishedRenditions_Publications_PublicationId" FOREIGN KEY ("PublicationId") REFERENCES "Publications" ("Id") ON DELETE CASCADE
);

CREATE TABLE "TranscodeRenditions" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_TranscodeRenditions" PRIMARY KEY AUTOINCREMENT,
    "TaskId" TEXT NOT NULL,
    "Definition" TEXT NOT NULL,
    "Width" INTEGER NULL,
    "Height" INTEGER NULL,
    "Progress" REAL NOT NULL,
    "StoredBytes" INTEGER NOT NULL,
    "Segments" INTEGER NOT NULL,
    CONSTRAINT "FK_TranscodeRenditions_TranscodeTasks_TaskId" FOREIGN KEY ("TaskId") REFERENCES "TranscodeTasks" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_AspNetRoleClaims_RoleId" ON "AspNetRoleClaims" ("RoleId");

CREATE UNIQUE INDEX "RoleNameIndex" ON "AspNetRoles" ("NormalizedName");

CREATE INDEX "IX_AspNetUserClaims_UserId" ON "AspNetUserClaims" ("UserId");

CREATE INDEX "IX_AspNetUserLogins_UserId" ON "AspNetUserLogins" ("UserId");

CREATE INDEX "IX_AspNetUserPasskeys_UserId" ON "AspNetUserPasskeys" ("UserId");

CREATE INDEX "IX_AspNetUserRoles_RoleId" ON "AspNetUserRoles" ("RoleId");

CREATE INDEX "EmailIndex" ON "AspNetUsers" ("NormalizedEmail");

CREATE UNIQUE INDEX "UserNameIndex" ON "AspNetUsers" ("NormalizedUserName");

CREATE INDEX "IX_AuditEntries_Action" ON "AuditEntries" ("Action");

CREATE INDEX "IX_AuditEntries_At" ON "AuditEntries" ("At");

CREATE INDEX "IX_AuditEntries_TargetKind_TargetId" ON "AuditEntries" ("TargetKind", "TargetId");

CREATE UNIQUE INDEX "IX_Categories_ParentId_SearchName" ON "Categories" ("ParentId", "SearchName");

CREATE UNIQUE INDEX "IX_Categories_Top" ON "Categories" ("SearchName") WHERE "ParentId" IS NULL;

CREATE INDEX "IX_DataKeys_KekVersion" ON "DataKeys" ("KekVersion");

CREATE UNIQUE INDEX "IX_DataKeys_PublicationId" ON "DataKeys" ("PublicationId");

CREATE UNIQUE INDEX "IX_Publications_Current" ON "Publications" ("VideoId") WHERE "RetiredAt" IS NULL;

CREATE INDEX "IX_Publications_RetiredAt" ON "Publications" ("RetiredAt");

CREATE UNIQUE INDEX "IX_PublishedRenditions_PublicationId_Definition" ON "PublishedRenditions" ("PublicationId", "Definition");

CREATE UNIQUE INDEX "IX_TranscodeRenditions_TaskId_Definition" ON "TranscodeRenditions" ("TaskId", "Definition");

CREATE UNIQUE INDEX "IX_TranscodeTasks_Active" ON "TranscodeTasks" ("VideoId") WHERE "EndedAt" IS NULL;

CREATE INDEX "IX_TranscodeTasks_CreatedAt" ON "TranscodeTasks" ("CreatedAt");

CREATE INDEX "IX_TranscodeTasks_Status_CreatedAt" ON "TranscodeTasks" ("Status", "CreatedAt");

CREATE INDEX "IX_Uploads_ExpiresAt" ON "Uploads" ("ExpiresAt");

CREATE UNIQUE INDEX "IX_Uploads_VideoId" ON "Uploads" ("VideoId");

CREATE INDEX "IX_Videos_CategoryId_CreatedAt_Id" ON "Videos" ("CategoryId", "CreatedAt", "Id");

CREATE INDEX "IX_Videos_CreatedAt_Id" ON "Videos" ("CreatedAt", "Id");

CREATE INDEX "IX_Videos_SearchTitle_Id" ON "Videos" ("SearchTitle", "Id");

CREATE INDEX "IX_Videos_Size_Id" ON "Videos" ("Size", "Id");

CREATE INDEX "IX_Videos_Source_Duration_Id" ON "Videos" ("Source_Duration", "Id");

CREATE INDEX "IX_Videos_Status_CreatedAt_Id" ON "Videos" ("Status", "CreatedAt", "Id");

CREATE INDEX "IX_WorkerProcesses_LastSeenAt" ON "WorkerProcesses" ("LastSeenAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124025909_Initial', '10.0.15');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "Videos" ADD "IsOfflineDisabled" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "DownloadAuthorisations" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_DownloadAuthorisations" PRIMARY KEY,
    "VideoId" TEXT NOT NULL,
    "Mode" TEXT NOT NULL,
    "KeyFileId" TEXT NULL,
    "Subject" TEXT NOT NULL,
    "At" TEXT NOT NULL
);

CREATE TABLE "DownloadSettings" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_DownloadSettings" PRIMARY KEY,
    "Mode" TEXT NOT NULL,
    "ChangedBy" TEXT NOT NULL,
    "ChangedAt" TEXT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "KeyFiles" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_KeyFiles" PRIMARY KEY,
    "Platform" TEXT NOT NULL,
    "Identity" TEXT NOT NULL,
    "Label" TEXT NOT NULL,
    "SearchLabel" TEXT NOT NULL,
    "Note" TEXT NOT NULL,
    "Fingerprint" TEXT NOT NULL,
    "Wrapped" BLOB NOT NULL,
    "KekVersion" INTEGER NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "LastUsedAt" TEXT NULL,
    "ReplacedById" TEXT NULL,
    "ValidUntil" TEXT NULL,
    "RevokedAt" TEXT NULL,
    "RevokedBy" TEXT NULL,
    "RevokeReason" TEXT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "OfflineSwitchRuns" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_OfflineSwitchRuns" PRIMARY KEY,
    "Disables" INTEGER NOT NULL,
    "Search" TEXT NULL,
    "Selection" TEXT NULL,
    "Total" INTEGER NOT NULL,
    "Switched" INTEGER NOT NULL,
    "Unchanged" INTEGER NOT NULL,
    "Refused" INTEGER NOT NULL,
    "Speed" REAL NULL,
    "CursorAt" TEXT NULL,
    "CursorId" TEXT NULL,
    "SteppedAt" TEXT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedById" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "IsStopped" INTEGER NOT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "SigningKeys" (
    "Purpose" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "KeyId" TEXT NOT NULL,
    "PublicKey" BLOB NOT NULL,
    "Wrapped" BLOB NOT NULL,
    "KekVersion" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    CONSTRAINT "PK_SigningKeys" PRIMARY KEY ("Purpose", "Number")
);

CREATE TABLE "OfflineSwitchItems" (
    "RunId" TEXT NOT NULL,
    "VideoCreatedAt" TEXT NOT NULL,
    "VideoId" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "RefusedStatus" TEXT NULL,
    CONSTRAINT "PK_OfflineSwitchItems" PRIMARY KEY ("RunId", "VideoCreatedAt", "VideoId"),
    CONSTRAINT "FK_OfflineSwitchItems_OfflineSwitchRuns_RunId" FOREIGN KEY ("RunId") REFERENCES "OfflineSwitchRuns" ("Id") ON DELETE CASCADE
);

INSERT INTO "DownloadSettings" ("Id", "ChangedAt", "ChangedBy", "Mode", "Version")
VALUES (1, NULL, '', 'Off', '00000000-0000-0000-0000-000000000000');
SELECT changes();


CREATE INDEX "IX_Videos_IsOfflineDisabled_CreatedAt_Id" ON "Videos" ("IsOfflineDisabled", "CreatedAt", "Id");

CREATE INDEX "IX_DownloadAuthorisations_At" ON "DownloadAuthorisations" ("At");

CREATE INDEX "IX_DownloadAuthorisations_VideoId_At" ON "DownloadAuthorisations" ("VideoId", "At");

CREATE INDEX "IX_KeyFiles_CreatedAt_Id" ON "KeyFiles" ("CreatedAt", "Id");

CREATE UNIQUE INDEX "IX_KeyFiles_Fingerprint" ON "KeyFiles" ("Fingerprint");

CREATE INDEX "IX_KeyFiles_Identity" ON "KeyFiles" ("Identity");

CREATE INDEX "IX_KeyFiles_KekVersion" ON "KeyFiles" ("KekVersion");

CREATE INDEX "IX_OfflineSwitchItems_Refused" ON "OfflineSwitchItems" ("RunId", "VideoCreatedAt", "VideoId") WHERE "RefusedStatus" IS NOT NULL;

CREATE INDEX "IX_OfflineSwitchRuns_CreatedAt_Id" ON "OfflineSwitchRuns" ("CreatedAt", "Id");

CREATE INDEX "IX_OfflineSwitchRuns_EndedAt_CreatedAt" ON "OfflineSwitchRuns" ("EndedAt", "CreatedAt");

CREATE UNIQUE INDEX "IX_SigningKeys_KeyId" ON "SigningKeys" ("KeyId");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124044759_Downloads', '10.0.15');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "AccessKeys" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AccessKeys" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "Wrapped" BLOB NOT NULL,
    "KekVersion" INTEGER NOT NULL,
    "IsDisabled" INTEGER NOT NULL,
    "ExpiresAt" TEXT NULL,
    "AllowedAddresses" TEXT NOT NULL,
    "Note" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "LastUsedAt" TEXT NULL,
    "LastUsedFrom" TEXT NULL,
    "LastUsedAction" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_AccessKeys_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "Policies" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Policies" PRIMARY KEY,
    "Description" TEXT NOT NULL,
    "Document" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    "ChangedBy" TEXT NOT NULL,
    "ChangedAt" TEXT NOT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "PolicyAttachments" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_PolicyAttachments" PRIMARY KEY,
    "PolicyName" TEXT NOT NULL,
    "UserId" TEXT NULL,
    "RoleName" TEXT NULL,
    CONSTRAINT "FK_PolicyAttachments_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "UsedNonces" (
    "AccessKeyId" TEXT NOT NULL,
    "Nonce" TEXT NOT NULL,
    "UsedAt" TEXT NOT NULL,
    CONSTRAINT "PK_UsedNonces" PRIMARY KEY ("AccessKeyId", "Nonce")
);

CREATE INDEX "IX_AccessKeys_KekVersion" ON "AccessKeys" ("KekVersion");

CREATE INDEX "IX_AccessKeys_UserId" ON "AccessKeys" ("UserId");

CREATE INDEX "IX_PolicyAttachments_PolicyName" ON "PolicyAttachments" ("PolicyName");

CREATE INDEX "IX_PolicyAttachments_RoleName_PolicyName" ON "PolicyAttachments" ("RoleName", "PolicyName");

CREATE INDEX "IX_PolicyAttachments_UserId_PolicyName" ON "PolicyAttachments" ("UserId", "PolicyName");

CREATE INDEX "IX_UsedNonces_UsedAt" ON "UsedNonces" ("UsedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124055937_ApiAccess', '10.0.15');

COMMIT;

BEGIN TRANSACTION;
DROP INDEX "IX_TranscodeTasks_Status_CreatedAt";

ALTER TABLE "Videos" ADD "CoverUrl" TEXT NULL;

ALTER TABLE "Videos" ADD "ReferenceId" TEXT NULL;

ALTER TABLE "Videos" ADD "UserData" TEXT NULL;

ALTER TABLE "TranscodeTasks" ADD "CipherText" TEXT NULL;

ALTER TABLE "TranscodeTasks" ADD "DecryptKeyUri" TEXT NULL;

ALTER TABLE "TranscodeTasks" ADD "Priority" INTEGER NOT NULL DEFAULT 6;

ALTER TABLE "TranscodeTasks" ADD "SessionKey" TEXT NULL;

ALTER TABLE "TranscodeTasks" ADD "Trigger" TEXT NOT NULL DEFAULT 'Auto';

ALTER TABLE "TranscodeTasks" ADD "UserData" TEXT NULL;

ALTER TABLE "TranscodeRenditions" ADD "JobId" TEXT NULL;

ALTER TABLE "TranscodeRenditions" ADD "Refusal" TEXT NULL;

ALTER TABLE "TranscodeRenditions" ADD "Template" TEXT NULL;

ALTER TABLE "TranscodeRenditions" ADD "TemplateId" TEXT NULL;

ALTER TABLE "Publications" ADD "KeyUri" TEXT NULL;

CREATE TABLE "AccountLinks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AccountLinks" PRIMARY KEY,
    "TokenHash" BLOB NOT NULL,
    "UserId" TEXT NULL,
    "Email" TEXT NOT NULL,
    "Role" TEXT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ExpiresAt" TEXT NOT NULL,
    CONSTRAINT "FK_AccountLinks_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "CallbackSettings" (
    "AppId" TEXT NOT NULL CONSTRAINT "PK_CallbackSettings" PRIMARY KEY,
    "Url" TEXT NOT NULL,
    "IsSigned" INTEGER NOT NULL,
    "WrappedKey" BLOB NULL,
    "KekVersion" INTEGER NULL,
    "Events" TEXT NOT NULL,
    "ChangedBy" TEXT NOT NULL,
    "ChangedAt" TEXT NOT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "Notifications" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Notifications" PRIMARY KEY AUTOINCREMENT,
    "Event" TEXT NOT NULL,
    "VideoId" TEXT NOT NULL,
    "VideoTitle" TEXT NOT NULL,
    "Url" TEXT NULL,
    "Body" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "Tries" INTEGER NOT NULL,
    "Lease" TEXT NULL,
    "LeaseExpiresAt" TEXT NULL,
    "AnswerStatus" INTEGER NULL,
    "AnswerMilliseconds" INTEGER NULL,
    "Failure_Code" TEXT NULL,
    "Failure_ArgumentsJson" TEXT NULL,
    "EndedAt" TEXT NULL
);

CREATE TABLE "RecoveryCodes" (
    "UserId" TEXT NOT NULL,
    "Hash" BLOB NOT NULL,
    CONSTRAINT "PK_RecoveryCodes" PRIMARY KEY ("UserId", "Hash"),
    CONSTRAINT "FK_RecoveryCodes_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "RightsMarks" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_RightsMarks" PRIMARY KEY,
    "Value" TEXT NOT NULL
);

CREATE TABLE "SecondFactors" (
    "UserId" TEXT NOT NULL CONSTRAINT "PK_SecondFactors" PRIMARY KEY,
    "Wrapped" BLOB NOT NULL,
    "KekVersion" INTEGER NOT NULL,
    "EnabledAt" TEXT NULL,
    "LastStep" INTEGER NOT NULL,
    CONSTRAINT "FK_SecondFactors_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "SignInSessions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_SignInSessions" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "Method" TEXT NOT NULL,
    "SignedInAt" TEXT NOT NULL,
    "Address" TEXT NULL,
    "Browser" TEXT NULL,
    "ConfirmedAt" TEXT NULL,
    CONSTRAINT "FK_SignInSessions_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "TranscodeSettings" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_TranscodeSettings" PRIMARY KEY,
    "DefaultGroup" TEXT NOT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "TranscodeTemplateGroups" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_TranscodeTemplateGroups" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "IsLocked" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ModifiedAt" TEXT NOT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "TranscodeTemplates" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_TranscodeTemplates" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "Definition" TEXT NOT NULL,
    "Settings" TEXT NOT NULL,
    CONSTRAINT "FK_TranscodeTemplates_TranscodeTemplateGroups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "TranscodeTemplateGroups" ("Id") ON DELETE CASCADE
);

INSERT INTO "RightsMarks" ("Id", "Value")
VALUES (1, '6F0D6C1E-6E0C-4A7E-9F0E-6D8F3A1B2C4D');
SELECT changes();


INSERT INTO "TranscodeSettings" ("Id", "DefaultGroup", "Version")
VALUES (1, 'Ladder', '00000000-0000-0000-0000-000000000000');
SELECT changes();


CREATE INDEX "IX_Videos_ModifiedAt_Id" ON "Videos" ("ModifiedAt", "Id");

CREATE UNIQUE INDEX "IX_Videos_ReferenceId" ON "Videos" ("ReferenceId");

CREATE UNIQUE INDEX "IX_TranscodeTasks_SessionKey" ON "TranscodeTasks" ("SessionKey");

CREATE INDEX "IX_TranscodeTasks_Status_Priority_CreatedAt" ON "TranscodeTasks" ("Status", "Priority", "CreatedAt");

CREATE INDEX "IX_TranscodeRenditions_JobId" ON "TranscodeRenditions" ("JobId");

CREATE UNIQUE INDEX "IX_AccountLinks_TokenHash" ON "AccountLinks" ("TokenHash");

CREATE INDEX "IX_AccountLinks_UserId" ON "AccountLinks" ("UserId");

CREATE INDEX "IX_Notifications_EndedAt" ON "Notifications" ("EndedAt");

CREATE INDEX "IX_Notifications_Status_VideoId_Id" ON "Notifications" ("Status", "VideoId", "Id");

CREATE INDEX "IX_SecondFactors_KekVersion" ON "SecondFactors" ("KekVersion");

CREATE INDEX "IX_SignInSessions_UserId_SignedInAt" ON "SignInSessions" ("UserId", "SignedInAt");

CREATE INDEX "IX_TranscodeTemplateGroups_CreatedAt" ON "TranscodeTemplateGroups" ("CreatedAt");

CREATE INDEX "IX_TranscodeTemplates_GroupId" ON "TranscodeTemplates" ("GroupId");

CREATE TABLE "ef_temp_Uploads" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Uploads" PRIMARY KEY,
    "CreatedAt" TEXT NOT NULL,
    "ExpectedSha256" TEXT NULL,
    "ExpiresAt" TEXT NOT NULL,
    "Length" INTEGER NULL,
    "Metadata" TEXT NULL,
    "OwnerId" TEXT NULL,
    "VideoId" TEXT NOT NULL,
    CONSTRAINT "FK_Uploads_Videos_VideoId" FOREIGN KEY ("VideoId") REFERENCES "Videos" ("Id") ON DELETE CASCADE
);

INSERT INTO "ef_temp_Uploads" ("Id", "CreatedAt", "ExpectedSha256", "ExpiresAt", "Length", "Metadata", "OwnerId", "VideoId")
SELECT "Id", "CreatedAt", "ExpectedSha256", "ExpiresAt", "Length", "Metadata", "OwnerId", "VideoId"
FROM "Uploads";

COMMIT;

PRAGMA foreign_keys = 0;

BEGIN TRANSACTION;
DROP TABLE "Uploads";

ALTER TABLE "ef_temp_Uploads" RENAME TO "Uploads";

COMMIT;

PRAGMA foreign_keys = 1;

BEGIN TRANSACTION;
CREATE INDEX "IX_Uploads_ExpiresAt" ON "Uploads" ("ExpiresAt");

CREATE UNIQUE INDEX "IX_Uploads_VideoId" ON "Uploads" ("VideoId");

COMMIT;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127005938_VodOperations', '10.0.15');

BEGIN TRANSACTION;
CREATE INDEX "IX_TranscodeTasks_VideoId_CreatedAt" ON "TranscodeTasks" ("VideoId", "CreatedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127203104_TranscodingsOfVideo', '10.0.15');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "SourceDetails" (
    "VideoId" TEXT NOT NULL CONSTRAINT "PK_SourceDetails" PRIMARY KEY,
    "Streams" TEXT NOT NULL,
    CONSTRAINT "FK_SourceDetails_Videos_VideoId" FOREIGN KEY ("VideoId") REFERENCES "Videos" ("Id") ON DELETE CASCADE
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127222938_SourceDetails', '10.0.15');

COMMIT;

