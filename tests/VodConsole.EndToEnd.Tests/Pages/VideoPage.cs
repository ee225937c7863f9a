using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;

namespace VodConsole.EndToEnd.Tests.Pages;

/// <summary>One video's page, on its player tab.</summary>
internal sealed class VideoPage(ConsoleWindow window)
{
    private const string IsNotBlank =
        """
        () => {
          const video = document.querySelector("video");
          const canvas = document.createElement("canvas");
          canvas.width = 64;
          canvas.height = 36;
          const drawing = canvas.getContext("2d");
          drawing.drawImage(video, 0, 0, 64, 36);
          const pixels = drawing.getImageData(0, 0, 64, 36).data;
          const shades = new Set();
          for (let at = 0; at < pixels.length; at += 4) shades.add(pixels[at] >> 4 << 8 | pixels[at + 1] >> 4 << 4 | pixels[at + 2] >> 4);
          return shades.size;
        }
        """;

    /// <summary>The menu of renditions.</summary>
    public ILocator Quality => window.Page.Locator(".player select");

    /// <summary>The mark that says that the stream is encrypted.</summary>
    public ILocator EncryptedMark => window.Page.Locator(".player-lock");

    public async Task OpenPlayerAsync(string videoId)
    {
        await window.GoToAsync($"/media/videos/{videoId}?tab=player");
        await window.Page.WaitForSelectorAsync(".player[data-state='ready']");
    }

    /// <summary>Plays.</summary>
    /// <param name="rate">How fast; a short clip lasts longer when it is slow.</param>
    public Task PlayAsync(double rate = 1) => window.Page.EvaluateAsync(
        "rate => { const video = document.querySelector('video'); video.playbackRate = rate; return video.play(); }", rate);

    /// <summary>Goes to a time.</summary>
    public Task SeekAsync(double seconds) => window.Page.EvaluateAsync(
        "seconds => { document.querySelector('video').currentTime = seconds; }", seconds);

    /// <summary>Waits until the video has moved past a time.</summary>
    public Task UntilPastAsync(double seconds) => window.Page.WaitForFunctionAsync(
        "seconds => document.querySelector('video').currentTime > seconds", seconds);

    /// <summary>Waits until pictures of this height are shown.</summary>
    public Task UntilHeightAsync(int height) => window.Page.WaitForFunctionAsync(
        "height => document.querySelector('video').videoHeight === height", height);

    /// <summary>How many different colours the present picture has; a blank one has one.</summary>
    public Task<int> CountColoursAsync() => window.Page.EvaluateAsync<int>(IsNotBlank);
}
