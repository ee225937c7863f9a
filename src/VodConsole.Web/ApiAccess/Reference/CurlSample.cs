using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>
/// A call by curl, signed by openssl in bash (version 3). The MAC is put together from plain hashes, because the tool takes a MAC's key on its command
/// line only, where every account of the machine could read it.
/// </summary>
internal static class CurlSample
{
    /// <summary>The script.</summary>
    public static string Write(SampleCall call)
    {
        var body = string.Join('&', call.Parameters.Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}"));
        return $$"""
            #!/usr/bin/env bash
            # Needs curl and openssl, and the access key in {{SampleCall.IdVariable}} and {{SampleCall.SecretVariable}}.
            set -euo pipefail
            server='{{call.Server}}'
            body='{{body}}'

            sha256() { openssl dgst -sha256 -r | cut -c1-64; }
            pad() { for ((i = 0; i < 128; i += 2)); do printf "\\x$(printf %02x $((16#${key:i:2} ^ $1)))"; done; }
            hmac() { { pad 0x5c; { pad 0x36; printf %s "$1"; } | openssl dgst -sha256 -binary; } | sha256; }

            key=$(printf %s "${{SampleCall.SecretVariable}}" | od -An -v -tx1 | tr -d ' \n')
            while ((${#key} < 128)); do key+=0; done
            hash=$(printf %s "$body" | sha256)
            date=$(date -u +%Y-%m-%dT%H:%M:%SZ)
            nonce=$(openssl rand -hex 16)
            headers="content-type:application/x-www-form-urlencoded
            host:${server#*://}
            x-acs-action:{{call.Action}}
            x-acs-content-sha256:$hash
            x-acs-date:$date
            x-acs-signature-nonce:$nonce
            x-acs-version:{{call.Version}}"
            names=$(cut -d: -f1 <<< "$headers" | paste -sd ';' -)
            canonical=$(printf 'POST\n/\n\n%s\n\n%s\n%s' "$headers" "$names" "$hash")
            signature=$(hmac "$(printf 'ACS3-HMAC-SHA256\n%s' "$(printf %s "$canonical" | sha256)")")

            printf %s "$body" | curl -sS "$server/" --data-binary @- \
              -H 'x-acs-action: {{call.Action}}' -H 'x-acs-version: {{call.Version}}' \
              -H "x-acs-date: $date" -H "x-acs-signature-nonce: $nonce" -H "x-acs-content-sha256: $hash" \
              -H "Authorization: ACS3-HMAC-SHA256 Credential=${{SampleCall.IdVariable}},SignedHeaders=$names,Signature=$signature"

            """.ReplaceLineEndings("\n");
    }
}
