using System.Runtime.CompilerServices;
using Bunit;

namespace VodConsole.Web.Tests;

/// <summary>How long a rendered page may take to become what a test waits for: one second is too little on a busy machine.</summary>
internal static class Patience
{
    [ModuleInitializer]
    internal static void Have()
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        // Waiting blocks a thread, and what is waited for needs another.
        ThreadPool.GetMinThreads(out var workers, out var io);
        ThreadPool.SetMinThreads(Math.Max(workers, 16), io);
    }
}
