// Calls the API as its public clients do. Each line on standard input is a call, each line on standard output its outcome.
'use strict';
const { RPCClient } = require('@alicloud/pop-core');
const OpenApi = require('@alicloud/openapi-client');
const { RuntimeOptions } = require('@alicloud/tea-util');
const core = require('@alicloud/openapi-core');
const dara = require('@darabonba/typescript');

// What the clients wait by themselves, 3 s, is no promise of a busy machine.
const patience = 50_000;

const clients = {
  'pop-core GET': call => pop(call, 'GET'),
  'pop-core POST': call => pop(call, 'POST'),
  'openapi-client V3': call => openApi(call),
  'openapi-client v2': call => openApi(call, { signatureAlgorithm: 'v2' }),
  'openapi-core': openApiCore,
};

// A client's options are changed by the client, so each call has its own.
function pop(call, method) {
  const client = new RPCClient({
    accessKeyId: call.accessKeyId, accessKeySecret: call.accessKeySecret, securityToken: call.securityToken,
    endpoint: `http://${call.endpoint}`, apiVersion: call.version, opts: { timeout: patience },
  });
  return client.request(call.action, call.parameters, { method });
}

function parameters(call, Params) {
  return new Params({
    action: call.action, version: call.version, protocol: 'HTTP', method: 'POST', authType: 'AK', style: 'RPC', pathname: '/',
    reqBodyType: 'formData', bodyType: 'json',
  });
}

function settings(call, more) {
  return {
    accessKeyId: call.accessKeyId, accessKeySecret: call.accessKeySecret, securityToken: call.securityToken, endpoint: call.endpoint,
    protocol: 'http', regionId: 'cn-shanghai', readTimeout: patience, connectTimeout: patience, ...more,
  };
}

async function openApi(call, more) {
  const client = new OpenApi.default(new OpenApi.Config(settings(call, more)));
  const answer = await client.callApi(
    parameters(call, OpenApi.Params), new OpenApi.OpenApiRequest({ query: call.parameters }), new RuntimeOptions({ autoretry: false }));
  return answer.body;
}

async function openApiCore(call) {
  const { $OpenApiUtil: models } = core;
  const client = new core.default(new models.Config(settings(call)));
  const answer = await client.callApi(
    parameters(call, models.Params), new models.OpenApiRequest({ query: call.parameters }), new dara.RuntimeOptions({ autoretry: false }));
  return answer.body;
}

require('readline').createInterface({ input: process.stdin }).on('line', async line => {
  const call = JSON.parse(line);
  let outcome;
  try {
    outcome = { id: call.id, answer: await clients[call.client](call) };
  } catch (error) {
    outcome = { id: call.id, error: { name: error.name, code: error.code ?? null, message: error.message } };
  }
  process.stdout.write(JSON.stringify(outcome) + '\n');
});
