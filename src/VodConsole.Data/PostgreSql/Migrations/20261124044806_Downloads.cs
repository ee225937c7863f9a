using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VodConsole.Data.PostgreSql.Migrations
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "DownloadAuthorisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    VideoId = table.Column<Guid>(type: "uuid", nullable: false),
                    Mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    KeyFileId = table.Column<Guid>(type: "uuid", nullable: true),
                    Subject = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DownloadAuthorisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DownloadSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    ChangedBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DownloadSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KeyFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Platform = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Identity = table.Column<string>(type: "character varying(166)", maxLength: 166, nullable: false, collation: "C"),
                    Label = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    SearchLabel = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    Fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Wrapped = table.Column<byte[]>(type: "bytea", maxLength: 512, nullable: false),
                    KekVersion = table.Column<long>(type: "bigint", nullable: false),
                    CreatedBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReplacedById = table.Column<Guid>(type: "uuid", nullable: true),
                    ValidUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RevokedBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    RevokeReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyFiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfflineSwitchRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Disables = table.Column<bool>(type: "boolean", nullable: false),
                    Search = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    Selection = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    Switched = table.Column<int>(type: "integer", nullable: false),
                    Unchanged = table.Column<int>(type: "integer", nullable: false),
                    Refused = table.Column<int>(type: "integer", nullable: false),
                    Speed = table.Column<double>(type: "double precision", nullable: true),
                    CursorAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CursorId = table.Column<Guid>(type: "uuid", nullable: true),
                    SteppedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CreatedBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    CreatedById = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    IsStopped = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfflineSwitchRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SigningKeys",
                columns: table => new
                {
                    Purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    KeyId = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    PublicKey = table.Column<byte[]>(type: "bytea", maxLength: 128, nullable: false),
                    Wrapped = table.Column<byte[]>(type: "bytea", maxLength: 512, nullable: false),
                    KekVersion = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningKeys", x => new { x.Purpose, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "OfflineSwitchItems",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "uuid", nullable: false),
                    VideoCreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    VideoId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RefusedStatus = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C")
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
