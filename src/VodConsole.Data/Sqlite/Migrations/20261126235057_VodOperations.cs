using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VodConsole.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class VodOperations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "RightsMarks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RightsMarks", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "RightsMarks",
                columns: new[] { "Id", "Value" },
                values: new object[] { 1, new Guid("6f0d6c1e-6e0c-4a7e-9f0e-6d8f3a1b2c4d") });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RightsMarks");
        }
    }
}
