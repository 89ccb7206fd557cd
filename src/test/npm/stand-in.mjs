// How a client reaches the stand-in: ordinary configuration, nothing else.
import assert from 'node:assert/strict';

export const endpoint = process.env.KEYSUNSET_STANDIN_ENDPOINT;
assert.ok(endpoint, 'KEYSUNSET_STANDIN_ENDPOINT names no stand-in');

export const account = '111122223333';
export const region = 'us-east-1';

// The access key names the account; the stand-in knows one secret.
export const configuration = {
  endpoint,
  region,
  maxAttempts: 1,
  credentials: { accessKeyId: account, secretAccessKey: 'standin' },
};

// Moves AWS's time forward, by an ISO 8601 duration.
export async function advance(duration) {
  const answer = await fetch(`${endpoint}/_standin/clock`, {
    method: 'POST',
    body: JSON.stringify({ advance: duration }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

// The error a call ends with: its name, its text and its HTTP status.
export async function errorOf(call) {
  try {
    await call;
  } catch (error) {
    return { name: error.name, message: error.message, status: error.$metadata?.httpStatusCode };
  }
  return assert.fail('The call succeeded');
}
