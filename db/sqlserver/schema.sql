IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [AspNetRoles] (
        [Id] uniqueidentifier NOT NULL,
        [Name] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [NormalizedName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [ConcurrencyStamp] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_AspNetRoles] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [AspNetUsers] (
        [Id] uniqueidentifier NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [LastSignInAt] datetime2 NULL,
        [UserName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [NormalizedUserName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [Email] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [NormalizedEmail] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [EmailConfirmed] bit NOT NULL,
        [PasswordHash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [SecurityStamp] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ConcurrencyStamp] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [PhoneNumber] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [PhoneNumberConfirmed] bit NOT NULL,
        [TwoFactorEnabled] bit NOT NULL,
        [LockoutEnd] datetimeoffset NULL,
        [LockoutEnabled] bit NOT NULL,
        [AccessFailedCount] int NOT NULL,
        CONSTRAINT [PK_AspNetUsers] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [AuditEntries] (
        [Id] bigint NOT NULL IDENTITY,
        [At] datetime2 NOT NULL,
        [ActorId] uniqueidentifier NULL,
        [ActorName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SearchActorName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Address] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [Action] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [TargetKind] nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [TargetId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [TargetName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [Before] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [After] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Outcome] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_AuditEntries] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [Categories] (
        [Id] int NOT NULL IDENTITY,
        [Name] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SearchName] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ParentId] int NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_Categories] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Categories_Categories_ParentId] FOREIGN KEY ([ParentId]) REFERENCES [Categories] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [KeyCanaries] (
        [Purpose] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Wrapped] varbinary(512) NOT NULL,
        CONSTRAINT [PK_KeyCanaries] PRIMARY KEY ([Purpose])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [ProtectionKeys] (
        [Id] int NOT NULL IDENTITY,
        [FriendlyName] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Xml] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_ProtectionKeys] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [SetupLinks] (
        [Id] int NOT NULL,
        [TokenHash] varbinary(32) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_SetupLinks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [WorkerProcesses] (
        [Id] uniqueidentifier NOT NULL,
        [Machine] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ProcessId] int NOT NULL,
        [Slots] int NOT NULL,
        [StartedAt] datetime2 NOT NULL,
        [LastSeenAt] datetime2 NOT NULL,
        CONSTRAINT [PK_WorkerProcesses] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [AspNetRoleClaims] (
        [Id] int NOT NULL IDENTITY,
        [RoleId] uniqueidentifier NOT NULL,
        [ClaimType] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ClaimValue] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_AspNetRoleClaims] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_AspNetRoleClaims_AspNetRoles_RoleId] FOREIGN KEY ([RoleId]) REFERENCES [AspNetRoles] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [AspNetUserClaims] (
        [Id] int NOT NULL IDENTITY,
        [UserId] uniqueidentifier NOT NULL,
        [ClaimType] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ClaimValue] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_AspNetUserClaims] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_AspNetUserClaims_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [AspNetUserLogins] (
        [LoginProvider] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ProviderKey] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ProviderDisplayName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [UserId] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_AspNetUserLogins] PRIMARY KEY ([LoginProvider], [ProviderKey]),
        CONSTRAINT [FK_AspNetUserLogins_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [AspNetUserPasskeys] (
        [CredentialId] varbinary(1024) NOT NULL,
        [UserId] uniqueidentifier NOT NULL,
        [Data] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_AspNetUserPasskeys] PRIMARY KEY NONCLUSTERED ([CredentialId]),
        CONSTRAINT [FK_AspNetUserPasskeys_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [AspNetUserRoles] (
        [UserId] uniqueidentifier NOT NULL,
        [RoleId] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_AspNetUserRoles] PRIMARY KEY ([UserId], [RoleId]),
        CONSTRAINT [FK_AspNetUserRoles_AspNetRoles_RoleId] FOREIGN KEY ([RoleId]) REFERENCES [AspNetRoles] ([Id]) ON DELETE CASCADE,
        CONSTRAINT [FK_AspNetUserRoles_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [AspNetUserTokens] (
        [UserId] uniqueidentifier NOT NULL,
        [LoginProvider] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_AspNetUserTokens] PRIMARY KEY ([UserId], [LoginProvider], [Name]),
        CONSTRAINT [FK_AspNetUserTokens_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [Videos] (
        [Id] uniqueidentifier NOT NULL,
        [Title] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SearchTitle] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Description] nvarchar(1024) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CategoryId] int NULL,
        [Tags] nvarchar(528) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Failure_Code] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        [Failure_ArgumentsJson] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
        [FileName] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SourceKey] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [Size] bigint NOT NULL,
        [SourceSha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [Source_Container] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [Source_Duration] float NULL,
        [Source_VideoCodec] nvarchar(32) COLLATE Latin1_General_100_BIN2 NULL,
        [Source_Width] int NULL,
        [Source_Height] int NULL,
        [Source_FrameRate] float NULL,
        [Source_AudioCodec] nvarchar(32) COLLATE Latin1_General_100_BIN2 NULL,
        [Source_BitrateKbps] int NULL,
        [CoverKey] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [TemplateGroup] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [ModifiedAt] datetime2 NOT NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_Videos] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Videos_Categories_CategoryId] FOREIGN KEY ([CategoryId]) REFERENCES [Categories] ([Id]) ON DELETE SET NULL
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [Publications] (
        [Id] uniqueidentifier NOT NULL,
        [VideoId] uniqueidentifier NOT NULL,
        [TaskId] uniqueidentifier NOT NULL,
        [Fence] bigint NOT NULL,
        [Prefix] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [EncryptType] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Duration] float NOT NULL,
        [PublishedAt] datetime2 NOT NULL,
        [RetiredAt] datetime2 NULL,
        CONSTRAINT [PK_Publications] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Publications_Videos_VideoId] FOREIGN KEY ([VideoId]) REFERENCES [Videos] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [TranscodeTasks] (
        [Id] uniqueidentifier NOT NULL,
        [VideoId] uniqueidentifier NOT NULL,
        [TemplateGroup] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [LeaseOwner] uniqueidentifier NULL,
        [LeaseExpiresAt] datetime2 NULL,
        [Fence] bigint NOT NULL,
        [Attempts] int NOT NULL,
        [Progress] float NOT NULL,
        [Speed] float NULL,
        [Failure_Code] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        [Failure_ArgumentsJson] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
        [NotBefore] datetime2 NULL,
        [LogTail] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NULL,
        [CreatedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [StartedAt] datetime2 NULL,
        [EndedAt] datetime2 NULL,
        CONSTRAINT [PK_TranscodeTasks] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_TranscodeTasks_Videos_VideoId] FOREIGN KEY ([VideoId]) REFERENCES [Videos] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [Uploads] (
        [Id] uniqueidentifier NOT NULL,
        [VideoId] uniqueidentifier NOT NULL,
        [OwnerId] uniqueidentifier NULL,
        [Length] bigint NOT NULL,
        [ExpectedSha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [Metadata] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NULL,
        [CreatedAt] datetime2 NOT NULL,
        [ExpiresAt] datetime2 NOT NULL,
        CONSTRAINT [PK_Uploads] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Uploads_Videos_VideoId] FOREIGN KEY ([VideoId]) REFERENCES [Videos] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [DataKeys] (
        [Id] uniqueidentifier NOT NULL,
        [PublicationId] uniqueidentifier NOT NULL,
        [VideoId] uniqueidentifier NOT NULL,
        [Wrapped] varbinary(512) NOT NULL,
        [KekVersion] bigint NOT NULL,
        CONSTRAINT [PK_DataKeys] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_DataKeys_Publications_PublicationId] FOREIGN KEY ([PublicationId]) REFERENCES [Publications] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [PublishedRenditions] (
        [Id] uniqueidentifier NOT NULL,
        [PublicationId] uniqueidentifier NOT NULL,
        [Definition] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Width] int NULL,
        [Height] int NULL,
        [FrameRate] float NULL,
        [Codecs] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [PeakBitrate] int NOT NULL,
        [AverageBitrate] int NOT NULL,
        [Size] bigint NOT NULL,
        [Duration] float NOT NULL,
        [Segments] int NOT NULL,
        CONSTRAINT [PK_PublishedRenditions] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_PublishedRenditions_Publications_PublicationId] FOREIGN KEY ([PublicationId]) REFERENCES [Publications] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE TABLE [TranscodeRenditions] (
        [Id] int NOT NULL IDENTITY,
        [TaskId] uniqueidentifier NOT NULL,
        [Definition] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Width] int NULL,
        [Height] int NULL,
        [Progress] float NOT NULL,
        [StoredBytes] bigint NOT NULL,
        [Segments] int NOT NULL,
        CONSTRAINT [PK_TranscodeRenditions] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_TranscodeRenditions_TranscodeTasks_TaskId] FOREIGN KEY ([TaskId]) REFERENCES [TranscodeTasks] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_AspNetRoleClaims_RoleId] ON [AspNetRoleClaims] ([RoleId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [RoleNameIndex] ON [AspNetRoles] ([NormalizedName]) WHERE [NormalizedName] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_AspNetUserClaims_UserId] ON [AspNetUserClaims] ([UserId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_AspNetUserLogins_UserId] ON [AspNetUserLogins] ([UserId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_AspNetUserPasskeys_UserId] ON [AspNetUserPasskeys] ([UserId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_AspNetUserRoles_RoleId] ON [AspNetUserRoles] ([RoleId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [EmailIndex] ON [AspNetUsers] ([NormalizedEmail]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [UserNameIndex] ON [AspNetUsers] ([NormalizedUserName]) WHERE [NormalizedUserName] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_AuditEntries_Action] ON [AuditEntries] ([Action]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_AuditEntries_At] ON [AuditEntries] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_AuditEntries_TargetKind_TargetId] ON [AuditEntries] ([TargetKind], [TargetId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Categories_ParentId_SearchName] ON [Categories] ([ParentId], [SearchName]) WHERE [ParentId] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Categories_Top] ON [Categories] ([SearchName]) WHERE [ParentId] IS NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_DataKeys_KekVersion] ON [DataKeys] ([KekVersion]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_DataKeys_PublicationId] ON [DataKeys] ([PublicationId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Publications_Current] ON [Publications] ([VideoId]) WHERE [RetiredAt] IS NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_Publications_RetiredAt] ON [Publications] ([RetiredAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_PublishedRenditions_PublicationId_Definition] ON [PublishedRenditions] ([PublicationId], [Definition]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_TranscodeRenditions_TaskId_Definition] ON [TranscodeRenditions] ([TaskId], [Definition]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_TranscodeTasks_Active] ON [TranscodeTasks] ([VideoId]) WHERE [EndedAt] IS NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_TranscodeTasks_CreatedAt] ON [TranscodeTasks] ([CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_TranscodeTasks_Status_CreatedAt] ON [TranscodeTasks] ([Status], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_Uploads_ExpiresAt] ON [Uploads] ([ExpiresAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Uploads_VideoId] ON [Uploads] ([VideoId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_Videos_CategoryId_CreatedAt_Id] ON [Videos] ([CategoryId], [CreatedAt], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_Videos_CreatedAt_Id] ON [Videos] ([CreatedAt], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_Videos_SearchTitle_Id] ON [Videos] ([SearchTitle], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_Videos_Size_Id] ON [Videos] ([Size], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_Videos_Source_Duration_Id] ON [Videos] ([Source_Duration], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_Videos_Status_CreatedAt_Id] ON [Videos] ([Status], [CreatedAt], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    CREATE INDEX [IX_WorkerProcesses_LastSeenAt] ON [WorkerProcesses] ([LastSeenAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124030741_Initial'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261124030741_Initial', N'10.0.15');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    ALTER TABLE [Videos] ADD [IsOfflineDisabled] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE TABLE [DownloadAuthorisations] (
        [Id] uniqueidentifier NOT NULL,
        [VideoId] uniqueidentifier NOT NULL,
        [Mode] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [KeyFileId] uniqueidentifier NULL,
        [Subject] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_DownloadAuthorisations] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE TABLE [DownloadSettings] (
        [Id] int NOT NULL,
        [Mode] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ChangedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ChangedAt] datetime2 NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_DownloadSettings] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE TABLE [KeyFiles] (
        [Id] uniqueidentifier NOT NULL,
        [Platform] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Identity] nvarchar(166) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Label] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SearchLabel] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Note] nvarchar(500) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Fingerprint] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Wrapped] varbinary(512) NOT NULL,
        [KekVersion] bigint NOT NULL,
        [CreatedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [LastUsedAt] datetime2 NULL,
        [ReplacedById] uniqueidentifier NULL,
        [ValidUntil] datetime2 NULL,
        [RevokedAt] datetime2 NULL,
        [RevokedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [RevokeReason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_KeyFiles] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE TABLE [OfflineSwitchRuns] (
        [Id] uniqueidentifier NOT NULL,
        [Disables] bit NOT NULL,
        [Search] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
        [Selection] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Total] int NOT NULL,
        [Switched] int NOT NULL,
        [Unchanged] int NOT NULL,
        [Refused] int NOT NULL,
        [Speed] float NULL,
        [CursorAt] datetime2 NULL,
        [CursorId] uniqueidentifier NULL,
        [SteppedAt] datetime2 NULL,
        [CreatedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedById] uniqueidentifier NULL,
        [CreatedAt] datetime2 NOT NULL,
        [EndedAt] datetime2 NULL,
        [IsStopped] bit NOT NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_OfflineSwitchRuns] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE TABLE [SigningKeys] (
        [Purpose] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Number] int NOT NULL,
        [KeyId] nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PublicKey] varbinary(128) NOT NULL,
        [Wrapped] varbinary(512) NOT NULL,
        [KekVersion] bigint NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_SigningKeys] PRIMARY KEY ([Purpose], [Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE TABLE [OfflineSwitchItems] (
        [RunId] uniqueidentifier NOT NULL,
        [VideoCreatedAt] datetime2 NOT NULL,
        [VideoId] uniqueidentifier NOT NULL,
        [At] datetime2 NOT NULL,
        [RefusedStatus] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_OfflineSwitchItems] PRIMARY KEY ([RunId], [VideoCreatedAt], [VideoId]),
        CONSTRAINT [FK_OfflineSwitchItems_OfflineSwitchRuns_RunId] FOREIGN KEY ([RunId]) REFERENCES [OfflineSwitchRuns] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'ChangedAt', N'ChangedBy', N'Mode', N'Version') AND [object_id] = OBJECT_ID(N'[DownloadSettings]'))
        SET IDENTITY_INSERT [DownloadSettings] ON;
    EXEC(N'INSERT INTO [DownloadSettings] ([Id], [ChangedAt], [ChangedBy], [Mode], [Version])
    VALUES (1, NULL, N'''', N''Off'', ''00000000-0000-0000-0000-000000000000'')');
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'ChangedAt', N'ChangedBy', N'Mode', N'Version') AND [object_id] = OBJECT_ID(N'[DownloadSettings]'))
        SET IDENTITY_INSERT [DownloadSettings] OFF;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE INDEX [IX_Videos_IsOfflineDisabled_CreatedAt_Id] ON [Videos] ([IsOfflineDisabled], [CreatedAt], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE INDEX [IX_DownloadAuthorisations_At] ON [DownloadAuthorisations] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE INDEX [IX_DownloadAuthorisations_VideoId_At] ON [DownloadAuthorisations] ([VideoId], [At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE INDEX [IX_KeyFiles_CreatedAt_Id] ON [KeyFiles] ([CreatedAt], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE UNIQUE INDEX [IX_KeyFiles_Fingerprint] ON [KeyFiles] ([Fingerprint]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE INDEX [IX_KeyFiles_Identity] ON [KeyFiles] ([Identity]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE INDEX [IX_KeyFiles_KekVersion] ON [KeyFiles] ([KekVersion]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_OfflineSwitchItems_Refused] ON [OfflineSwitchItems] ([RunId], [VideoCreatedAt], [VideoId]) WHERE [RefusedStatus] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE INDEX [IX_OfflineSwitchRuns_CreatedAt_Id] ON [OfflineSwitchRuns] ([CreatedAt], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE INDEX [IX_OfflineSwitchRuns_EndedAt_CreatedAt] ON [OfflineSwitchRuns] ([EndedAt], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    CREATE UNIQUE INDEX [IX_SigningKeys_KeyId] ON [SigningKeys] ([KeyId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124044803_Downloads'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261124044803_Downloads', N'10.0.15');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE TABLE [AccessKeys] (
        [Id] nvarchar(24) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UserId] uniqueidentifier NOT NULL,
        [Wrapped] varbinary(512) NOT NULL,
        [KekVersion] bigint NOT NULL,
        [IsDisabled] bit NOT NULL,
        [ExpiresAt] datetime2 NULL,
        [AllowedAddresses] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Note] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [LastUsedAt] datetime2 NULL,
        [LastUsedFrom] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [LastUsedAction] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_AccessKeys] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_AccessKeys_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE TABLE [Policies] (
        [Name] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Description] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Document] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Revision] int NOT NULL,
        [ChangedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ChangedAt] datetime2 NOT NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_Policies] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE TABLE [PolicyAttachments] (
        [Id] uniqueidentifier NOT NULL,
        [PolicyName] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UserId] uniqueidentifier NULL,
        [RoleName] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_PolicyAttachments] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_PolicyAttachments_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE TABLE [UsedNonces] (
        [AccessKeyId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Nonce] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [UsedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_UsedNonces] PRIMARY KEY ([AccessKeyId], [Nonce])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE INDEX [IX_AccessKeys_KekVersion] ON [AccessKeys] ([KekVersion]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE INDEX [IX_AccessKeys_UserId] ON [AccessKeys] ([UserId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE INDEX [IX_PolicyAttachments_PolicyName] ON [PolicyAttachments] ([PolicyName]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE INDEX [IX_PolicyAttachments_RoleName_PolicyName] ON [PolicyAttachments] ([RoleName], [PolicyName]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE INDEX [IX_PolicyAttachments_UserId_PolicyName] ON [PolicyAttachments] ([UserId], [PolicyName]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    CREATE INDEX [IX_UsedNonces_UsedAt] ON [UsedNonces] ([UsedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261124055939_ApiAccess'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261124055939_ApiAccess', N'10.0.15');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    DROP INDEX [IX_TranscodeTasks_Status_CreatedAt] ON [TranscodeTasks];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [Videos] ADD [CoverUrl] nvarchar(1024) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [Videos] ADD [ReferenceId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [Videos] ADD [UserData] nvarchar(1024) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    DECLARE @var nvarchar(max);
    SELECT @var = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[Uploads]') AND [c].[name] = N'Length');
    IF @var IS NOT NULL EXEC(N'ALTER TABLE [Uploads] DROP CONSTRAINT ' + @var + ';');
    ALTER TABLE [Uploads] ALTER COLUMN [Length] bigint NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeTasks] ADD [CipherText] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeTasks] ADD [DecryptKeyUri] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeTasks] ADD [Priority] int NOT NULL DEFAULT 6;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeTasks] ADD [SessionKey] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeTasks] ADD [Trigger] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT N'Auto';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeTasks] ADD [UserData] nvarchar(1024) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeRenditions] ADD [JobId] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeRenditions] ADD [Refusal] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeRenditions] ADD [Template] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [TranscodeRenditions] ADD [TemplateId] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    ALTER TABLE [Publications] ADD [KeyUri] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [AccountLinks] (
        [Id] uniqueidentifier NOT NULL,
        [TokenHash] varbinary(32) NOT NULL,
        [UserId] uniqueidentifier NULL,
        [Email] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Role] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        [CreatedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [ExpiresAt] datetime2 NOT NULL,
        CONSTRAINT [PK_AccountLinks] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_AccountLinks_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [CallbackSettings] (
        [AppId] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Url] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [IsSigned] bit NOT NULL,
        [WrappedKey] varbinary(512) NULL,
        [KekVersion] bigint NULL,
        [Events] nvarchar(1024) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ChangedBy] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ChangedAt] datetime2 NOT NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_CallbackSettings] PRIMARY KEY ([AppId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [Notifications] (
        [Id] bigint NOT NULL IDENTITY,
        [Event] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [VideoId] uniqueidentifier NOT NULL,
        [VideoTitle] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Url] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [Body] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [Status] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Tries] int NOT NULL,
        [Lease] uniqueidentifier NULL,
        [LeaseExpiresAt] datetime2 NULL,
        [AnswerStatus] int NULL,
        [AnswerMilliseconds] int NULL,
        [Failure_Code] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        [Failure_ArgumentsJson] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
        [EndedAt] datetime2 NULL,
        CONSTRAINT [PK_Notifications] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [RecoveryCodes] (
        [UserId] uniqueidentifier NOT NULL,
        [Hash] varbinary(32) NOT NULL,
        CONSTRAINT [PK_RecoveryCodes] PRIMARY KEY ([UserId], [Hash]),
        CONSTRAINT [FK_RecoveryCodes_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [RightsMarks] (
        [Id] int NOT NULL,
        [Value] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_RightsMarks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [SecondFactors] (
        [UserId] uniqueidentifier NOT NULL,
        [Wrapped] varbinary(512) NOT NULL,
        [KekVersion] bigint NOT NULL,
        [EnabledAt] datetime2 NULL,
        [LastStep] bigint NOT NULL,
        CONSTRAINT [PK_SecondFactors] PRIMARY KEY ([UserId]),
        CONSTRAINT [FK_SecondFactors_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [SignInSessions] (
        [Id] uniqueidentifier NOT NULL,
        [UserId] uniqueidentifier NOT NULL,
        [Method] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SignedInAt] datetime2 NOT NULL,
        [Address] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [Browser] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
        [ConfirmedAt] datetime2 NULL,
        CONSTRAINT [PK_SignInSessions] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_SignInSessions_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [TranscodeSettings] (
        [Id] int NOT NULL,
        [DefaultGroup] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_TranscodeSettings] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [TranscodeTemplateGroups] (
        [Id] uniqueidentifier NOT NULL,
        [Name] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [IsLocked] bit NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [ModifiedAt] datetime2 NOT NULL,
        [Version] uniqueidentifier NOT NULL,
        CONSTRAINT [PK_TranscodeTemplateGroups] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE TABLE [TranscodeTemplates] (
        [Id] uniqueidentifier NOT NULL,
        [GroupId] uniqueidentifier NOT NULL,
        [Definition] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Settings] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_TranscodeTemplates] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_TranscodeTemplates_TranscodeTemplateGroups_GroupId] FOREIGN KEY ([GroupId]) REFERENCES [TranscodeTemplateGroups] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'Value') AND [object_id] = OBJECT_ID(N'[RightsMarks]'))
        SET IDENTITY_INSERT [RightsMarks] ON;
    EXEC(N'INSERT INTO [RightsMarks] ([Id], [Value])
    VALUES (1, ''6f0d6c1e-6e0c-4a7e-9f0e-6d8f3a1b2c4d'')');
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'Value') AND [object_id] = OBJECT_ID(N'[RightsMarks]'))
        SET IDENTITY_INSERT [RightsMarks] OFF;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'DefaultGroup', N'Version') AND [object_id] = OBJECT_ID(N'[TranscodeSettings]'))
        SET IDENTITY_INSERT [TranscodeSettings] ON;
    EXEC(N'INSERT INTO [TranscodeSettings] ([Id], [DefaultGroup], [Version])
    VALUES (1, N''Ladder'', ''00000000-0000-0000-0000-000000000000'')');
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'DefaultGroup', N'Version') AND [object_id] = OBJECT_ID(N'[TranscodeSettings]'))
        SET IDENTITY_INSERT [TranscodeSettings] OFF;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_Videos_ModifiedAt_Id] ON [Videos] ([ModifiedAt], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Videos_ReferenceId] ON [Videos] ([ReferenceId]) WHERE [ReferenceId] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_TranscodeTasks_SessionKey] ON [TranscodeTasks] ([SessionKey]) WHERE [SessionKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_TranscodeTasks_Status_Priority_CreatedAt] ON [TranscodeTasks] ([Status], [Priority], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_TranscodeRenditions_JobId] ON [TranscodeRenditions] ([JobId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE UNIQUE INDEX [IX_AccountLinks_TokenHash] ON [AccountLinks] ([TokenHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_AccountLinks_UserId] ON [AccountLinks] ([UserId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_Notifications_EndedAt] ON [Notifications] ([EndedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_Notifications_Status_VideoId_Id] ON [Notifications] ([Status], [VideoId], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_SecondFactors_KekVersion] ON [SecondFactors] ([KekVersion]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_SignInSessions_UserId_SignedInAt] ON [SignInSessions] ([UserId], [SignedInAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_TranscodeTemplateGroups_CreatedAt] ON [TranscodeTemplateGroups] ([CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    CREATE INDEX [IX_TranscodeTemplates_GroupId] ON [TranscodeTemplates] ([GroupId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127005949_VodOperations'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261127005949_VodOperations', N'10.0.15');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127203109_TranscodingsOfVideo'
)
BEGIN
    CREATE INDEX [IX_TranscodeTasks_VideoId_CreatedAt] ON [TranscodeTasks] ([VideoId], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127203109_TranscodingsOfVideo'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261127203109_TranscodingsOfVideo', N'10.0.15');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127222947_SourceDetails'
)
BEGIN
    CREATE TABLE [SourceDetails] (
        [VideoId] uniqueidentifier NOT NULL,
        [Streams] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_SourceDetails] PRIMARY KEY ([VideoId]),
        CONSTRAINT [FK_SourceDetails_Videos_VideoId] FOREIGN KEY ([VideoId]) REFERENCES [Videos] ([Id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261127222947_SourceDetails'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261127222947_SourceDetails', N'10.0.15');
END;

COMMIT;
GO

