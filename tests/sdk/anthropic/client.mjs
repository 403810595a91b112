// Runs one scenario of Anthropic's own client, unchanged, against a running server; exits with 1 where it does not hold.
// node client.mjs <scenario> <server's address> <question> <answer>

import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { control } from './control.mjs';

const [scenario, baseURL, question, answer] = process.argv.slice(2);
const model = 'lightthinker-tiny';
const client = new Anthropic({ baseURL, apiKey: 'none', maxRetries: 0 });
const ask = { model, max_tokens: 2000, temperature: 0, messages: [{ role: 'user', content: question }] };

// As the client's types have it: what may be null is there, and nothing else is.
const messageKeys = [
  'container', 'content', 'diagnostics', 'id', 'model', 'role', 'stop_details', 'stop_reason', 'stop_sequence', 'type', 'usage',
];
const usageKeys = [
  'cache_creation', 'cache_creation_input_tokens', 'cache_read_input_tokens', 'compression', 'inference_geo', 'input_tokens',
  'output_tokens', 'output_tokens_details', 'server_tool_use', 'service_tier', 'speed',
];

function textOf(message) {
  return message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');
}

function thinkingOf(message) {
  return message.content.filter((block) => block.type === 'thinking').map((block) => block.thinking).join('');
}

function assertIsSolved(message) {
  assert.equal(textOf(message).match(/-?\d+/g)?.at(-1), answer);
  assert.equal(message.stop_reason, 'end_turn');
}

const scenarios = {
  ...control(client, ask),

  async whole() {
    const { data: message, response, request_id } = await client.messages.create(ask).withResponse();

    assertIsSolved(message);
    assert.deepEqual(Object.keys(message).sort(), messageKeys);
    assert.deepEqual(Object.keys(message.usage).sort(), usageKeys);
    assert.deepEqual(message.content.map((block) => block.type), ['thinking', 'text']);
    assert.deepEqual(Object.keys(message.content[0]).sort(), ['signature', 'thinking', 'type']);
    assert.deepEqual(Object.keys(message.content[1]).sort(), ['citations', 'text', 'type']);
    assert.notEqual(message.content[0].signature, '');
    assert.ok(message.usage.output_tokens > message.usage.output_tokens_details.thinking_tokens);
    assert.ok(message.usage.compression.compressions > 0);
    assert.equal(request_id, response.headers.get('x-request-id'));
    assert.equal(message._request_id, request_id);
  },

  async stream() {
    const whole = await client.messages.create(ask);
    const stream = client.messages.stream(ask);
    const types = [];
    let thinking = '';
    let text = '';
    stream.on('streamEvent', (event) => types.push(event.type));
    stream.on('thinking', (delta) => (thinking += delta));
    stream.on('text', (delta) => (text += delta));
    const message = await stream.finalMessage();

    assertIsSolved(message);

    // The client puts usage together from the fields that it knows.
    const { compression, ...usage } = whole.usage;
    const { parsed_output, ...received } = message;
    assert.deepEqual(received, { ...whole, id: message.id, usage });
    assert.deepEqual([thinking, text], [thinkingOf(whole), textOf(whole)]);
    assert.deepEqual([types[0], types.at(-2), types.at(-1)], ['message_start', 'message_delta', 'message_stop']);
    assert.equal(types.filter((type) => type === 'content_block_start').length, 2);
    assert.ok(types.filter((type) => type === 'content_block_delta').length > 20);
  },

  async events() {
    const types = new Set();
    for await (const event of await client.messages.create({ ...ask, stream: true, max_tokens: 5 })) {
      types.add(event.type);
      if (event.type === 'message_delta') {
        assert.equal(event.delta.stop_reason, 'max_tokens');
        assert.equal(event.usage.output_tokens, 5);
      }
    }

    assert.ok(types.has('message_stop'));
  },

  async stop() {
    const whole = await client.messages.create(ask);
    const stop = textOf(whole).split(' ')[1];
    const cut = await client.messages.create({ ...ask, stop_sequences: ['never written', stop] });

    assert.deepEqual([cut.stop_reason, cut.stop_sequence], ['stop_sequence', stop]);
    assert.equal(textOf(cut), textOf(whole).slice(0, textOf(whole).indexOf(stop)));
    assert.equal(thinkingOf(cut), thinkingOf(whole));
  },

  async count() {
    const count = await client.messages.countTokens({ model, messages: ask.messages });
    const message = await client.messages.create({ ...ask, max_tokens: 1 });

    assert.deepEqual({ ...count }, { input_tokens: message.usage.input_tokens });
  },

  async history() {
    const first = await client.messages.create(ask);
    const second = await client.messages.create({
      ...ask,
      messages: [...ask.messages, { role: 'assistant', content: first.content }, ...ask.messages],
    });

    assert.ok(second.usage.input_tokens > first.usage.input_tokens);
  },

  async errors() {
    const isOf = (type, status, named) => (error) => {
      assert.ok(error instanceof type, error.constructor.name);
      assert.equal(error.status, status);
      assert.equal(error.requestID, error.error.request_id);
      assert.match(error.apiMessage, named);
      return true;
    };
    const { BadRequestError, NotFoundError, APIError } = Anthropic;

    await assert.rejects(client.messages.create({ ...ask, model: 'claude' }), isOf(NotFoundError, 404, /lightthinker-tiny/));
    await assert.rejects(client.messages.create({ ...ask, temperature: 2 }), isOf(BadRequestError, 400, /'temperature'/));
    await assert.rejects(
      client.messages.create({ ...ask, stream: true, stop_sequences: [''] }),
      isOf(BadRequestError, 400, /'stop_sequences'/),
    );
    await assert.rejects(client.messages.countTokens({ model, messages: [] }), isOf(BadRequestError, 400, /'messages'/));
    await assert.rejects(client.messages.batches.list(), isOf(NotFoundError, 404, /batches/));
    await assert.rejects(client.messages.create({ ...ask, model: 'claude' }), (error) => {
      assert.deepEqual([error.type, error.errorCode], ['not_found_error', 'model_not_found']);
      return error instanceof APIError;
    });
  },

  async abort() {
    const stream = client.messages.stream(ask);
    stream.once('thinking', () => stream.abort());

    await assert.rejects(stream.finalMessage(), Anthropic.APIUserAbortError);
  },

  // The server runs one request, and lets one wait.
  async retries() {
    let refused = 0;
    const patient = client.withOptions({
      maxRetries: 50,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        if (response.status === 429) {
          refused++;
          assert.equal((await response.clone().json()).error.type, 'rate_limit_error');
        }

        return response;
      },
    });
    const messages = await Promise.all(
      Array.from({ length: 5 }, () => patient.messages.create({ ...ask, max_tokens: 60 })),
    );

    assert.ok(refused > 0);
    assert.equal(new Set(messages.map(thinkingOf)).size, 1);
  },
};

await scenarios[scenario]();
