using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace VodConsole.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class VodOperations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TranscodeTasks_Status_CreatedAt",
                table: "TranscodeTasks");

            migrationBuilder.AddColumn<string>(
                name: "CoverUrl",
                table: "Videos",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ReferenceId",
                table: "Videos",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "UserData",
                table: "Videos",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: true,
                collation: "C");

            migrationBuilder.AlterColumn<long>(
                name: "Length",
                table: "Uploads",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddColumn<string>(
                name: "CipherText",
                table: "TranscodeTasks",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "DecryptKeyUri",
                table: "TranscodeTasks",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "Priority",
                table: "TranscodeTasks",
                type: "integer",
                nullable: false,
                defaultValue: 6);

            migrationBuilder.AddColumn<string>(
                name: "SessionKey",
                table: "TranscodeTasks",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Trigger",
                table: "TranscodeTasks",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Auto",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "UserData",
                table: "TranscodeTasks",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "JobId",
                table: "TranscodeRenditions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Refusal",
                table: "TranscodeRenditions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Template",
                table: "TranscodeRenditions",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "TemplateId",
                table: "TranscodeRenditions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "KeyUri",
                table: "Publications",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "AccountLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    CreatedBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountLinks_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CallbackSettings",
                columns: table => new
                {
                    AppId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Url = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    IsSigned = table.Column<bool>(type: "boolean", nullable: false),
                    WrappedKey = table.Column<byte[]>(type: "bytea", maxLength: 512, nullable: true),
                    KekVersion = table.Column<long>(type: "bigint", nullable: true),
                    Events = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false, collation: "C"),
                    ChangedBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallbackSettings", x => x.AppId);
                });

            migrationBuilder.CreateTable(
                name: "Notifications",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Event = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    VideoId = table.Column<Guid>(type: "uuid", nullable: false),
                    VideoTitle = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Url = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    Lease = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseExpiresAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AnswerStatus = table.Column<int>(type: "integer", nullable: true),
                    AnswerMilliseconds = table.Column<int>(type: "integer", nullable: true),
                    Failure_Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Failure_ArgumentsJson = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecoveryCodes",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryCodes", x => new { x.UserId, x.Hash });
                    table.ForeignKey(
                        name: "FK_RecoveryCodes_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RightsMarks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Value = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RightsMarks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SecondFactors",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Wrapped = table.Column<byte[]>(type: "bytea", maxLength: 512, nullable: false),
                    KekVersion = table.Column<long>(type: "bigint", nullable: false),
                    EnabledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LastStep = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecondFactors", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_SecondFactors_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SignInSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    SignedInAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Browser = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    ConfirmedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SignInSessions_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TranscodeSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    DefaultGroup = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranscodeSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TranscodeTemplateGroups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    IsLocked = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ModifiedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranscodeTemplateGroups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TranscodeTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    GroupId = table.Column<Guid>(type: "uuid", nullable: false),
                    Definition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Settings = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranscodeTemplates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TranscodeTemplates_TranscodeTemplateGroups_GroupId",
                        column: x => x.GroupId,
                        principalTable: "TranscodeTemplateGroups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "RightsMarks",
                columns: new[] { "Id", "Value" },
                values: new object[] { 1, new Guid("6f0d6c1e-6e0c-4a7e-9f0e-6d8f3a1b2c4d") });

            migrationBuilder.InsertData(
                table: "TranscodeSettings",
                columns: new[] { "Id", "DefaultGroup", "Version" },
                values: new object[] { 1, "Ladder", new Guid("00000000-0000-0000-0000-000000000000") });

            migrationBuilder.CreateIndex(
                name: "IX_Videos_ModifiedAt_Id",
                table: "Videos",
                columns: new[] { "ModifiedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Videos_ReferenceId",
                table: "Videos",
                column: "ReferenceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TranscodeTasks_SessionKey",
                table: "TranscodeTasks",
                column: "SessionKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TranscodeTasks_Status_Priority_CreatedAt",
                table: "TranscodeTasks",
                columns: new[] { "Status", "Priority", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TranscodeRenditions_JobId",
                table: "TranscodeRenditions",
                column: "JobId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountLinks_TokenHash",
                table: "AccountLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountLinks_UserId",
                table: "AccountLinks",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_EndedAt",
                table: "Notifications",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_Status_VideoId_Id",
                table: "Notifications",
                columns: new[] { "Status", "VideoId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SecondFactors_KekVersion",
                table: "SecondFactors",
                column: "KekVersion");

            migrationBuilder.CreateIndex(
                name: "IX_SignInSessions_UserId_SignedInAt",
                table: "SignInSessions",
                columns: new[] { "UserId", "SignedInAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TranscodeTemplateGroups_CreatedAt",
                table: "TranscodeTemplateGroups",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_TranscodeTemplates_GroupId",
                table: "TranscodeTemplates",
                column: "GroupId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountLinks");

            migrationBuilder.DropTable(
                name: "CallbackSettings");

            migrationBuilder.DropTable(
                name: "Notifications");

            migrationBuilder.DropTable(
                name: "RecoveryCodes");

            migrationBuilder.DropTable(
                name: "RightsMarks");

            migrationBuilder.DropTable(
                name: "SecondFactors");

            migrationBuilder.DropTable(
                name: "SignInSessions");

            migrationBuilder.DropTable(
                name: "TranscodeSettings");

            migrationBuilder.DropTable(
                name: "TranscodeTemplates");

            migrationBuilder.DropTable(
                name: "TranscodeTemplateGroups");

            migrationBuilder.DropIndex(
                name: "IX_Videos_ModifiedAt_Id",
                table: "Videos");

            migrationBuilder.DropIndex(
                name: "IX_Videos_ReferenceId",
                table: "Videos");

            migrationBuilder.DropIndex(
                name: "IX_TranscodeTasks_SessionKey",
                table: "TranscodeTasks");

            migrationBuilder.DropIndex(
                name: "IX_TranscodeTasks_Status_Priority_CreatedAt",
                table: "TranscodeTasks");

            migrationBuilder.DropIndex(
                name: "IX_TranscodeRenditions_JobId",
                table: "TranscodeRenditions");

            migrationBuilder.DropColumn(
                name: "CoverUrl",
                table: "Videos");

            migrationBuilder.DropColumn(
                name: "ReferenceId",
                table: "Videos");

            migrationBuilder.DropColumn(
                name: "UserData",
                table: "Videos");

            migrationBuilder.DropColumn(
                name: "CipherText",
                table: "TranscodeTasks");

            migrationBuilder.DropColumn(
                name: "DecryptKeyUri",
                table: "TranscodeTasks");

            migrationBuilder.DropColumn(
                name: "Priority",
                table: "TranscodeTasks");

            migrationBuilder.DropColumn(
                name: "SessionKey",
                table: "TranscodeTasks");

            migrationBuilder.DropColumn(
                name: "Trigger",
                table: "TranscodeTasks");

            migrationBuilder.DropColumn(
                name: "UserData",
                table: "TranscodeTasks");

            migrationBuilder.DropColumn(
                name: "JobId",
                table: "TranscodeRenditions");

            migrationBuilder.DropColumn(
                name: "Refusal",
                table: "TranscodeRenditions");

            migrationBuilder.DropColumn(
                name: "Template",
                table: "TranscodeRenditions");

            migrationBuilder.DropColumn(
                name: "TemplateId",
                table: "TranscodeRenditions");

            migrationBuilder.DropColumn(
                name: "KeyUri",
                table: "Publications");

            migrationBuilder.AlterColumn<long>(
                name: "Length",
                table: "Uploads",
                type: "bigint",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_TranscodeTasks_Status_CreatedAt",
                table: "TranscodeTasks",
                columns: new[] { "Status", "CreatedAt" });
        }
    }
}
