using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VodConsole.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class TranscodingsOfVideo : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_TranscodeTasks_VideoId_CreatedAt",
                table: "TranscodeTasks",
                columns: new[] { "VideoId", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TranscodeTasks_VideoId_CreatedAt",
                table: "TranscodeTasks");
        }
    }
}
