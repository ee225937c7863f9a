namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>A call in Node.js by the real service's own public client, which signs by version 1.</summary>
internal static class NodeSample
{
    /// <summary>The program.</summary>
    public static string Write(SampleCall call)
    {
        var parameters = string.Concat(call.Parameters.Select(pair => $"  {pair.Key}: {SampleCall.Literal(pair.Value)},\n"));
        return $$"""
            // npm install @alicloud/pop-core; then node call.js, with the access key in {{SampleCall.IdVariable}} and {{SampleCall.SecretVariable}}.
            const { RPCClient } = require('@alicloud/pop-core');

            const client = new RPCClient({
              accessKeyId: process.env.{{SampleCall.IdVariable}},
              accessKeySecret: process.env.{{SampleCall.SecretVariable}},
              endpoint: {{SampleCall.Literal(call.Server)}},
              apiVersion: '{{call.Version}}',
            });
            const parameters = {
            {{parameters}}};
            client.request('{{call.Action}}', parameters, { method: 'POST' }).then(
              answer => console.log(JSON.stringify(answer, null, 2)),
              error => {
                console.error(error.code, error.message);
                process.exitCode = 1;
              });

            """.ReplaceLineEndings("\n");
    }
}
