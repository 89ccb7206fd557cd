// A queue of the stand-in as the AWS SDK for JavaScript uses it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { account, advance, configuration, errorOf, region } from './stand-in.mjs';

test('sends a message, receives it and deletes it', async (t) => {
  // The client compares the digests of what it sent and received with those in the answers.
  const sqs = new SQSClient(configuration);
  const created = await sqs
    .send(new CreateQueueCommand({ QueueName: 'npm', Attributes: { VisibilityTimeout: '30' } }))
    .catch((error) => error);
  if (created.name === 'UnknownOperationException') {
    return t.skip('this stand-in has no queues');
  }
  const { QueueUrl } = created;
  assert.ok(QueueUrl, created);
  const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  // A short poll asks only some of SQS's servers and may come back with nothing.
  async function received() {
    for (let i = 0; i < 50; i++) {
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
      );
      if (Messages) {
        return Messages;
      }
    }
    return [];
  }
  const [first] = await received();
  assert.equal(first.MessageId, sent.MessageId);
  assert.equal(first.Body, 'hello');
  assert.ok(Number(first.Attributes.ApproximateReceiveCount) >= 1);
  const { ReceiptHandle } = first;
  await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  const [again] = await received();
  assert.equal(again.MessageId, sent.MessageId);
  assert.ok(Number(again.Attributes.ApproximateReceiveCount) >= 2);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again.ReceiptHandle }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  assert.equal(Attributes.QueueArn, `arn:aws:sqs:${region}:${account}:npm`);
  assert.equal(Attributes.VisibilityTimeout, '30');

  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  await advance('PT2M');
  const gone = await errorOf(sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })));
  assert.equal(gone.name, 'QueueDoesNotExist');
});
