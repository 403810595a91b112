// The Responses API through OpenAI's own client, unchanged, against a running server: its address is BASE_URL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { checkTypes } from './types.mjs';

const client = new OpenAI({ baseURL: process.env.BASE_URL, apiKey: 'none', maxRetries: 0 });
const model = 'lightthinker-tiny';
const input = "There are 97 pears in Sam's room. Next he loses 5 bowls of 7 pears. He sells 8 boxes of 5 pears. How many pears remain?";

/** Everything of a stream. */
async function readStream(parameters) {
  const events = [];
  for await (const event of await client.responses.create({ model, input, stream: true, ...parameters })) {
    events.push(event);
  }
  return events;
}

/** A response without what differs from one to the next. */
function comparable({ id, created_at, completed_at, output, ...rest }) {
  return { ...rest, output: output.map(({ id, ...item }) => item) };
}

test('a response has a text, reasoning and a usage that adds up', async () => {
  const response = await client.responses.create({ model, input });
  assert.equal(response.status, 'completed');
  assert.match(response.output_text, /\d/);
  assert.deepEqual(response.output.map(item => item.type), ['reasoning', 'message']);
  assert.notEqual(response.output[0].content[0].text, '');
  assert.equal(response.usage.input_tokens + response.usage.output_tokens, response.usage.total_tokens);
  assert.ok(response.usage.output_tokens_details.reasoning_tokens > 0);
  assert.ok(response.usage.output_tokens_details.reasoning_tokens < response.usage.output_tokens);
});

test('a stream comes to the same response, event by event', async () => {
  const whole = await client.responses.create({ model, input });
  const events = await readStream();
  const last = events.at(-1);
  assert.deepEqual(events.map(event => event.sequence_number), [...events.keys()]);
  assert.equal(last.type, 'response.completed');
  const text = events.filter(event => event.type === 'response.output_text.delta').map(event => event.delta).join('');
  assert.equal(text, whole.output_text);
  const { output_text, ...plain } = whole;
  assert.deepEqual(comparable(last.response), comparable(plain));
});

test("the client's own helper puts a stream together", async () => {
  const stream = client.responses.stream({ model, input });
  let text = '';
  stream.on('response.output_text.delta', event => {
    text += event.delta;
    assert.equal(event.snapshot, text);
  });
  const response = await stream.finalResponse();
  assert.equal(response.output_text, text);
  assert.equal(response.status, 'completed');
});

test('every answer and event is of the type that the client declares', async () => {
  const whole = await client.responses.create({ model, input, metadata: { k: 'v' }, include: ['reasoning.encrypted_content'] });
  const { output_text, ...plain } = whole;
  const incomplete = await readStream({ max_output_tokens: 5 });
  assert.equal(incomplete.at(-1).type, 'response.incomplete');
  const page = await client.responses.inputItems.list(whole.id);
  checkTypes([
    ['Omit<OpenAI.Responses.Response, "output_text">', plain],
    ...[...await readStream(), ...incomplete].map(event => ['StreamEvent', event]),
    ...page.data.map(item => ['OpenAI.Responses.ResponseItem', item]),
    ['OpenAI.Responses.InputTokenCountResponse', await client.responses.inputTokens.count({ model, input })],
  ]);
});

test('a response is continued, listed, got and deleted', async () => {
  const first = await client.responses.create({ model, input, instructions: 'Be brief.' });
  const second = await client.responses.create({ model, input: 'And then?', previous_response_id: first.id });
  assert.equal(second.previous_response_id, first.id);
  assert.equal(second.instructions, null);
  assert.ok(second.usage.input_tokens > first.usage.input_tokens - 20);

  const items = [];
  for await (const item of client.responses.inputItems.list(second.id, { order: 'asc', limit: 2 })) {
    items.push(item);
  }
  assert.deepEqual(items.map(item => item.type), ['message', 'reasoning', 'message', 'message']);
  assert.equal(items[0].content[0].text, input);
  assert.equal(items[2].content[0].text, first.output_text);

  const got = await client.responses.retrieve(second.id);
  assert.deepEqual(got, second);
  await client.responses.delete(second.id);
  await assert.rejects(client.responses.retrieve(second.id), OpenAI.NotFoundError);
});

test('what a stateless client sends back is understood', async () => {
  const first = await client.responses.create({ model, input, store: false, include: ['reasoning.encrypted_content'] });
  const [reasoning, message] = first.output;
  const { content, ...sealed } = reasoning;
  const question = { role: 'user', content: input };
  const more = { role: 'user', content: 'And then?' };
  const counts = await Promise.all([
    client.responses.inputTokens.count({ model, input: [question, reasoning, message, more] }),
    client.responses.inputTokens.count({ model, input: [question, sealed, message, more] }),
  ]);
  assert.equal(counts[0].input_tokens, counts[1].input_tokens);
  await assert.rejects(client.responses.retrieve(first.id), OpenAI.NotFoundError);
});

test('mistakes throw the errors that clients tell apart', async () => {
  const fails = (parameters, type, expected) => assert.rejects(
    client.responses.create({ model, input, ...parameters }),
    error => {
      assert.ok(error instanceof type, `${error}`);
      assert.deepEqual({ param: error.param, code: error.code }, expected);
      assert.equal(error.type, 'invalid_request_error');
      assert.ok(error.requestID);
      return true;
    });
  await fails({ model: 'gpt-none' }, OpenAI.NotFoundError, { param: 'model', code: 'model_not_found' });
  await fails({ temperature: 5 }, OpenAI.BadRequestError, { param: 'temperature', code: 'invalid_value' });
  await fails({ tools: [{ type: 'web_search' }] }, OpenAI.BadRequestError, { param: 'tools[0].type', code: 'unsupported_parameter' });
  await fails({ background: true }, OpenAI.BadRequestError, { param: 'background', code: 'unsupported_parameter' });
  await fails({ previous_response_id: 'resp_none' }, OpenAI.BadRequestError, { param: 'previous_response_id', code: 'previous_response_not_found' });
  await fails({ stream: true, temperature: 5 }, OpenAI.BadRequestError, { param: 'temperature', code: 'invalid_value' });
  await assert.rejects(client.responses.cancel('resp_none'), OpenAI.NotFoundError);
});

test('a stream that is aborted ends', async () => {
  const stream = await client.responses.create({ model, input, stream: true });
  let events = 0;
  for await (const event of stream) {
    if (++events === 4) {
      stream.controller.abort();
    }
  }
  assert.ok(events >= 4);
  assert.equal((await client.responses.create({ model, input, max_output_tokens: 3 })).status, 'incomplete');
});
