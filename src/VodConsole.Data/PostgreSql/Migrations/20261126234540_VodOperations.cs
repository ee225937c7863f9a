using System;
using Microsoft.EntityFrameworkCore.Migrations;

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
                name: "KeyUri",
                table: "Publications",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
                name: "KeyUri",
                table: "Publications");

            migrationBuilder.CreateIndex(
                name: "IX_TranscodeTasks_Status_CreatedAt",
                table: "TranscodeTasks",
                columns: new[] { "Status", "CreatedAt" });
        }
    }
}
