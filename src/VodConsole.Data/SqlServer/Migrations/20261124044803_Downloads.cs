using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VodConsole.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Downloads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsOfflineDisabled",
                table: "Videos",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "DownloadAuthorisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VideoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    KeyFileId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Subject = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DownloadAuthorisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DownloadSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ChangedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DownloadSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KeyFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Platform = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Identity = table.Column<string>(type: "nvarchar(166)", maxLength: 166, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Label = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SearchLabel = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Fingerprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Wrapped = table.Column<byte[]>(type: "varbinary(512)", maxLength: 512, nullable: false),
                    KekVersion = table.Column<long>(type: "bigint", nullable: false),
                    CreatedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ReplacedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ValidUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RevokedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RevokeReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyFiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfflineSwitchRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Disables = table.Column<bool>(type: "bit", nullable: false),
                    Search = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Selection = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    Total = table.Column<int>(type: "int", nullable: false),
                    Switched = table.Column<int>(type: "int", nullable: false),
                    Unchanged = table.Column<int>(type: "int", nullable: false),
                    Refused = table.Column<int>(type: "int", nullable: false),
                    Speed = table.Column<double>(type: "float", nullable: true),
                    CursorAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CursorId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SteppedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CreatedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IsStopped = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfflineSwitchRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SigningKeys",
                columns: table => new
                {
                    Purpose = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PublicKey = table.Column<byte[]>(type: "varbinary(128)", maxLength: 128, nullable: false),
                    Wrapped = table.Column<byte[]>(type: "varbinary(512)", maxLength: 512, nullable: false),
                    KekVersion = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningKeys", x => new { x.Purpose, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "OfflineSwitchItems",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VideoCreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    VideoId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RefusedStatus = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfflineSwitchItems", x => new { x.RunId, x.VideoCreatedAt, x.VideoId });
                    table.ForeignKey(
                        name: "FK_OfflineSwitchItems_OfflineSwitchRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "OfflineSwitchRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "DownloadSettings",
                columns: new[] { "Id", "ChangedAt", "ChangedBy", "Mode", "Version" },
                values: new object[] { 1, null, "", "Off", new Guid("00000000-0000-0000-0000-000000000000") });

            migrationBuilder.CreateIndex(
                name: "IX_Videos_IsOfflineDisabled_CreatedAt_Id",
                table: "Videos",
                columns: new[] { "IsOfflineDisabled", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_DownloadAuthorisations_At",
                table: "DownloadAuthorisations",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_DownloadAuthorisations_VideoId_At",
                table: "DownloadAuthorisations",
                columns: new[] { "VideoId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_KeyFiles_CreatedAt_Id",
                table: "KeyFiles",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_KeyFiles_Fingerprint",
                table: "KeyFiles",
                column: "Fingerprint",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_KeyFiles_Identity",
                table: "KeyFiles",
                column: "Identity");

            migrationBuilder.CreateIndex(
                name: "IX_KeyFiles_KekVersion",
                table: "KeyFiles",
                column: "KekVersion");

            migrationBuilder.CreateIndex(
                name: "IX_OfflineSwitchItems_Refused",
                table: "OfflineSwitchItems",
                columns: new[] { "RunId", "VideoCreatedAt", "VideoId" },
                filter: "[RefusedStatus] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OfflineSwitchRuns_CreatedAt_Id",
                table: "OfflineSwitchRuns",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OfflineSwitchRuns_EndedAt_CreatedAt",
                table: "OfflineSwitchRuns",
                columns: new[] { "EndedAt", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SigningKeys_KeyId",
                table: "SigningKeys",
                column: "KeyId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DownloadAuthorisations");

            migrationBuilder.DropTable(
                name: "DownloadSettings");

            migrationBuilder.DropTable(
                name: "KeyFiles");

            migrationBuilder.DropTable(
                name: "OfflineSwitchItems");

            migrationBuilder.DropTable(
                name: "SigningKeys");

            migrationBuilder.DropTable(
                name: "OfflineSwitchRuns");

            migrationBuilder.DropIndex(
                name: "IX_Videos_IsOfflineDisabled_CreatedAt_Id",
                table: "Videos");

            migrationBuilder.DropColumn(
                name: "IsOfflineDisabled",
                table: "Videos");
        }
    }
}
