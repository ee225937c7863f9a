using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VodConsole.Data.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "DownloadAuthorisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VideoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    KeyFileId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DownloadAuthorisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DownloadSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ChangedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DownloadSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KeyFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Identity = table.Column<string>(type: "TEXT", maxLength: 166, nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SearchLabel = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Wrapped = table.Column<byte[]>(type: "BLOB", maxLength: 512, nullable: false),
                    KekVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReplacedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ValidUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    RevokeReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyFiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfflineSwitchRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Disables = table.Column<bool>(type: "INTEGER", nullable: false),
                    Search = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Selection = table.Column<string>(type: "TEXT", nullable: true),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Switched = table.Column<int>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    Refused = table.Column<int>(type: "INTEGER", nullable: false),
                    Speed = table.Column<double>(type: "REAL", nullable: true),
                    CursorAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CursorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SteppedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    CreatedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsStopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfflineSwitchRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SigningKeys",
                columns: table => new
                {
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "BLOB", maxLength: 128, nullable: false),
                    Wrapped = table.Column<byte[]>(type: "BLOB", maxLength: 512, nullable: false),
                    KekVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningKeys", x => new { x.Purpose, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "OfflineSwitchItems",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VideoCreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    VideoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RefusedStatus = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
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
                filter: "\"RefusedStatus\" IS NOT NULL");

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
