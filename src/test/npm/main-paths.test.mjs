// The main paths of the stand-in as the AWS SDK for JavaScript walks them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CloudTrailClient, DescribeTrailsCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetKeyLastUsageCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
  SignCommand,
  VerifyCommand,
  paginateListAliases,
} from '@aws-sdk/client-kms';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { account, advance, configuration, errorOf, region } from './stand-in.mjs';

const kms = new KMSClient(configuration);
const cloudTrail = new CloudTrailClient(configuration);
const plaintext = new TextEncoder().encode('hello');

async function newKey(members = {}) {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: 'npm', ...members }));
  return KeyMetadata;
}

async function events(name, value) {
  const found = [];
  let NextToken;
  do {
    const page = await cloudTrail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: name, AttributeValue: value }],
        MaxResults: 2,
        NextToken,
      }),
    );
    assert.ok(page.Events.length <= 2);
    found.push(...page.Events);
    NextToken = page.NextToken;
  } while (NextToken);
  return found;
}

test('creates a key and describes it by every name it has', async () => {
  const key = await newKey();
  assert.match(key.Arn, new RegExp(`^arn:aws:kms:${region}:${account}:key/[0-9a-f-]{36}$`));
  assert.equal(key.KeyState, 'Enabled');
  assert.ok(key.CreationDate instanceof Date);
  const alias = `alias/npm-${key.KeyId}`;
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: key.KeyId }));
  for (const KeyId of [key.KeyId, key.Arn, alias, `arn:aws:kms:${region}:${account}:${alias}`]) {
    const described = await kms.send(new DescribeKeyCommand({ KeyId }));
    assert.equal(described.KeyMetadata.Arn, key.Arn);
  }
  const names = [];
  for await (const page of paginateListAliases({ client: kms, pageSize: 1 }, { KeyId: key.KeyId })) {
    names.push(...page.Aliases.map((entry) => entry.AliasName));
  }
  assert.deepEqual(names, [alias]);
});

test('decrypts without being told the key', async () => {
  const key = await newKey();
  const EncryptionContext = { purpose: 'npm' };
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: key.KeyId, Plaintext: plaintext, EncryptionContext }),
  );
  const { Plaintext, KeyId } = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
  assert.deepEqual(Buffer.from(Plaintext), Buffer.from(plaintext));
  assert.equal(KeyId, key.Arn);
  const refused = await errorOf(kms.send(new DecryptCommand({ CiphertextBlob })));
  assert.equal(refused.name, 'InvalidCiphertextException');

  const dataKey = await kms.send(new GenerateDataKeyCommand({ KeyId: key.KeyId, KeySpec: 'AES_256' }));
  assert.equal(dataKey.Plaintext.length, 32);
});

test('signs, and verifies what it signed', async () => {
  const { KeyId } = await newKey({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  const SigningAlgorithm = 'ECDSA_SHA_256';
  const { Signature } = await kms.send(new SignCommand({ KeyId, Message: plaintext, SigningAlgorithm }));
  const { SignatureValid } = await kms.send(
    new VerifyCommand({ KeyId, Message: plaintext, Signature, SigningAlgorithm }),
  );
  assert.equal(SignatureValid, true);
});

test('refuses a disabled key in the words of AWS', async () => {
  const key = await newKey();
  await kms.send(new DisableKeyCommand({ KeyId: key.KeyId }));
  await advance('PT10M');
  const refused = await errorOf(kms.send(new EncryptCommand({ KeyId: key.KeyId, Plaintext: plaintext })));
  assert.deepEqual(refused, { name: 'DisabledException', message: `${key.Arn} is disabled.`, status: 400 });
  await kms.send(new EnableKeyCommand({ KeyId: key.KeyId }));
  await advance('PT10M');
  await kms.send(new EncryptCommand({ KeyId: key.KeyId, Plaintext: plaintext }));
});

test('schedules a deletion, cancels it and leaves the key disabled', async () => {
  const key = await newKey();
  const scheduled = await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key.KeyId, PendingWindowInDays: 7 }));
  assert.equal(scheduled.KeyId, key.Arn);
  assert.equal(scheduled.KeyState, 'PendingDeletion');
  assert.ok(scheduled.DeletionDate instanceof Date);
  const again = await errorOf(kms.send(new ScheduleKeyDeletionCommand({ KeyId: key.KeyId, PendingWindowInDays: 7 })));
  assert.deepEqual(again, { name: 'KMSInvalidStateException', message: `${key.Arn} is pending deletion.`, status: 400 });
  assert.equal((await kms.send(new CancelKeyDeletionCommand({ KeyId: key.KeyId }))).KeyId, key.Arn);
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: key.KeyId }));
  assert.equal(KeyMetadata.KeyState, 'Disabled');
});

test('tells the last usage, or an empty structure before the first', async () => {
  const { KeyId, Arn } = await newKey();
  assert.deepEqual((await kms.send(new GetKeyLastUsageCommand({ KeyId }))).KeyLastUsage, {});
  await kms.send(new EncryptCommand({ KeyId, Plaintext: plaintext }));
  await advance('PT2H');
  const { KeyLastUsage, TrackingStartDate } = await kms.send(new GetKeyLastUsageCommand({ KeyId }));
  assert.equal(KeyLastUsage.Operation, 'Encrypt');
  assert.ok(KeyLastUsage.Timestamp instanceof Date);
  assert.ok(TrackingStartDate instanceof Date);
  const [event] = await events('EventId', KeyLastUsage.CloudTrailEventId);
  const record = JSON.parse(event.CloudTrailEvent);
  assert.equal(record.requestID, KeyLastUsage.KmsRequestId);
  assert.equal(record.resources[0].ARN, Arn);
});

test('pages the event history and shows what a refused call left there', async () => {
  const key = await newKey();
  await kms.send(new DisableKeyCommand({ KeyId: key.KeyId }));
  await advance('PT10M');
  for (let i = 0; i < 3; i++) {
    await errorOf(kms.send(new EncryptCommand({ KeyId: key.KeyId, Plaintext: plaintext })));
  }
  await advance('PT2H');
  const records = (await events('EventName', 'Encrypt'))
    .map((event) => JSON.parse(event.CloudTrailEvent))
    .filter((record) => record.errorMessage === `${key.Arn} is disabled.`);
  assert.equal(records.length, 3);
  for (const record of records) {
    assert.equal(record.errorCode, 'DisabledException');
    assert.equal(record.eventSource, 'kms.amazonaws.com');
    assert.equal(record.readOnly, true);
    assert.equal(record.responseElements, null);
    assert.equal(record.requestParameters.keyId, key.KeyId);
  }
  const { trailList } = await cloudTrail.send(new DescribeTrailsCommand({}));
  const logGroupName = trailList[0].CloudWatchLogsLogGroupArn.split(':')[6];
  const logs = new CloudWatchLogsClient(configuration);
  const messages = new Set();
  const query = { logGroupName, filterPattern: `{ $.errorMessage = "${key.Arn} is disabled." }` };
  for await (const page of paginateFilterLogEvents({ client: logs }, query)) {
    page.events.forEach((event) => messages.add(JSON.parse(event.message).eventID));
  }
  assert.deepEqual([...messages].sort(), records.map((record) => record.eventID).sort());
});

test('assumes a role with the external id that its owner asks for', async () => {
  const hub = new STSClient({ ...configuration, credentials: { accessKeyId: 'AKIAHUB', secretAccessKey: 'standin' } });
  const role = {
    RoleArn: `arn:aws:iam::${account}:role/KeysunsetMember`,
    RoleSessionName: 'npm',
    ExternalId: 'keysunset-demo',
  };
  const { Credentials } = await hub.send(new AssumeRoleCommand(role));
  const credentials = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
  const identity = await new STSClient({ ...configuration, credentials }).send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Arn, `arn:aws:sts::${account}:assumed-role/KeysunsetMember/npm`);
  const refused = await errorOf(hub.send(new AssumeRoleCommand({ ...role, ExternalId: 'another' })));
  assert.equal(refused.name, 'AccessDenied');
  assert.equal(refused.status, 403);
});

test('does not believe a signature with another secret', async () => {
  const stranger = new KMSClient({
    ...configuration,
    credentials: { accessKeyId: account, secretAccessKey: 'something else' },
  });
  const refused = await errorOf(stranger.send(new DescribeKeyCommand({ KeyId: 'alias/any' })));
  assert.equal(refused.name, 'InvalidSignatureException');
});
