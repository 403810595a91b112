// Runs one scenario of OpenAI's own client, unchanged, against a running server; exits with 1 where it does not hold.
// node client.mjs <scenario> <server's address> <question> <answer>

import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { zodFunction, zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { mistakesOf } from './types.mjs';

const [scenario, address, question, answer] = process.argv.slice(2);
const model = 'lightthinker-tiny';
const client = new OpenAI({ baseURL: new URL('v1', address).href, apiKey: 'none', maxRetries: 0 });
const messages = [{ role: 'user', content: question }];
const ask = { model, messages, temperature: 0, max_completion_tokens: 300 };
const talk = { ...ask, temperature: 2, seed: 11, max_completion_tokens: 30 };

const Verdict = z.object({ parity: z.enum(['even', 'odd']), digits: z.array(z.number().int().min(0).max(9)).max(2) });
const Sum = z.object({ a: z.number().int().min(0).max(99), sign: z.enum(['plus', 'minus']) });
const sum = zodFunction({ name: 'sum', parameters: Sum });
const now = { type: 'function', function: { name: 'now', parameters: { type: 'object', properties: {}, additionalProperties: false } } };

// The embedded model knows no tools: the grammar makes it call one.
const call = { ...ask, tools: [sum], tool_choice: 'required', parallel_tool_calls: false, reasoning_effort: 'none' };

const create = (fields) => client.chat.completions.create(fields);

async function chunksOf(fields) {
  const chunks = [];
  for await (const chunk of await create({ ...fields, stream: true })) {
    chunks.push(chunk);
  }

  return chunks;
}

const choicesOf = (chunks) => chunks.flatMap((chunk) => chunk.choices);
const joined = (choices, name) => choices.map((choice) => choice.delta[name] ?? '').join('');
const withoutIds = (calls) => calls.map(({ type, function: { name, arguments: text } }) => ({ type, name, text }));

const scenarios = {
  async plain() {
    const { data: completion, response, request_id } = await create(ask).withResponse();
    const { message, ...choice } = completion.choices[0];

    assert.equal(completion.object, 'chat.completion');
    assert.deepEqual(choice, { index: 0, logprobs: null, finish_reason: 'stop' });
    assert.deepEqual(Object.keys(message).sort(), ['content', 'reasoning', 'reasoning_content', 'refusal', 'role']);
    assert.equal(message.content.match(/-?\d+/g).at(-1), answer);
    assert.ok(message.reasoning_content.length > message.content.length);
    assert.equal(message.reasoning, message.reasoning_content);
    assert.equal(message.refusal, null);
    const { prompt_tokens, completion_tokens, total_tokens, completion_tokens_details } = completion.usage;
    assert.equal(total_tokens, prompt_tokens + completion_tokens);
    assert.ok(completion_tokens_details.reasoning_tokens < completion_tokens);
    assert.equal(request_id, response.headers.get('x-request-id'));
  },

  async stream() {
    const whole = await create(ask);
    const chunks = await chunksOf({ ...ask, stream_options: { include_usage: true } });
    const choices = choicesOf(chunks);
    const { message } = whole.choices[0];

    assert.equal(joined(choices, 'content'), message.content);
    assert.equal(joined(choices, 'reasoning_content'), message.reasoning_content);
    assert.equal(joined(choices, 'role'), 'assistant');
    assert.deepEqual(new Set(chunks.map((chunk) => chunk.id)).size, 1);
    assert.deepEqual(choices.map((choice) => choice.finish_reason).filter(Boolean), ['stop']);
    assert.deepEqual(chunks.at(-1).choices, []);
    assert.deepEqual(chunks.at(-1).usage, whole.usage);
    assert.ok(chunks.slice(0, -1).every((chunk) => chunk.usage === null));
  },

  async helper() {
    const whole = await create(ask);
    const contents = [];
    const stream = client.chat.completions.stream({ ...ask, stream_options: { include_usage: true } });
    stream.on('content', (delta) => contents.push(delta));
    const final = await stream.finalChatCompletion();

    assert.equal(contents.join(''), whole.choices[0].message.content);
    assert.equal(final.choices[0].message.content, whole.choices[0].message.content);
    assert.equal((await stream.totalUsage()).total_tokens, whole.usage.total_tokens);
  },

  async choices() {
    // Nothing that it was trained on, so that it is not sure what to say.
    const request = { ...talk, n: 3, ignore_eos: true, messages: [{ role: 'user', content: 'zebra 7 ?' }] };
    const whole = await create(request);
    const choices = choicesOf(await chunksOf(request));
    const thoughts = whole.choices.map((choice) => choice.message.reasoning_content);

    assert.deepEqual(whole.choices.map((choice) => choice.index), [0, 1, 2]);
    assert.ok(new Set(thoughts).size > 1);
    assert.equal(whole.usage.completion_tokens, 90);
    for (const { index, message } of whole.choices) {
      const own = choices.filter((choice) => choice.index === index);
      assert.equal(joined(own, 'reasoning_content'), message.reasoning_content);
      assert.equal(joined(own, 'role'), 'assistant');
      assert.equal(own.at(-1).finish_reason, 'length');
    }
  },

  async stop() {
    const { message } = (await create(ask)).choices[0];
    const stop = message.content.split(' ')[1];
    const expected = message.content.slice(0, message.content.indexOf(stop));
    const cut = await create({ ...ask, stop: ['never written', stop] });
    const choices = choicesOf(await chunksOf({ ...ask, stop }));

    assert.equal(cut.choices[0].message.content, expected);
    assert.equal(cut.choices[0].message.reasoning_content, message.reasoning_content);
    assert.equal(cut.choices[0].finish_reason, 'stop');
    assert.equal(joined(choices, 'content'), expected);
  },

  async seed() {
    const texts = async (seed) => (await create({ ...talk, seed })).choices[0].message.reasoning_content;

    assert.equal(await texts(5), await texts(5));
    const several = await Promise.all([1, 2, 3, 4].map(texts));
    assert.ok(new Set(several).size > 1);
  },

  async logprobs() {
    const fields = { ...ask, logprobs: true, top_logprobs: 3 };
    const { message, logprobs } = (await create(fields)).choices[0];
    const streamed = choicesOf(await chunksOf(fields)).flatMap((choice) => choice.logprobs?.content ?? []);

    assert.equal(logprobs.refusal, null);
    assert.equal(Buffer.from(logprobs.content.flatMap((token) => token.bytes)).toString(), message.content);
    for (const token of logprobs.content) {
      assert.equal(token.top_logprobs.length, 3);
      assert.deepEqual([token.top_logprobs[0].token, token.top_logprobs[0].logprob], [token.token, token.logprob]);
      assert.ok(token.top_logprobs.every((top, i, all) => top.logprob <= 0 && (i === 0 || top.logprob <= all[i - 1].logprob)));
    }

    assert.deepEqual(streamed.map((token) => token.token), logprobs.content.map((token) => token.token));
  },

  async tools() {
    const required = (await client.chat.completions.parse(call)).choices[0];
    const named = (await create({ ...call, tools: [sum, now], tool_choice: { type: 'function', function: { name: 'now' } } })).choices[0];

    assert.equal(required.finish_reason, 'tool_calls');
    assert.equal(required.message.content, null);
    assert.equal(required.message.tool_calls.length, 1);
    assert.equal(required.message.tool_calls[0].function.name, 'sum');
    Sum.parse(required.message.tool_calls[0].function.parsed_arguments);
    assert.deepEqual(withoutIds(named.message.tool_calls).map(({ type, name }) => [type, name]), [['function', 'now']]);
    assert.deepEqual(JSON.parse(named.message.tool_calls[0].function.arguments), {});
  },

  async toolStream() {
    const whole = (await create(call)).choices[0].message;
    const deltas = choicesOf(await chunksOf(call)).flatMap((choice) => choice.delta.tool_calls ?? []);
    const stream = client.chat.completions.stream(call);
    let last;
    stream.on('tool_calls.function.arguments.done', (event) => (last = event));
    const final = await stream.finalMessage();

    assert.match(deltas[0].id, /^call_/);
    assert.deepEqual([deltas[0].type, deltas[0].function.name], ['function', 'sum']);
    assert.ok(deltas.length > 5);
    assert.ok(deltas.slice(1).every((delta) => delta.id === undefined && delta.function.name === undefined));
    assert.equal(deltas.map((delta) => delta.function.arguments).join(''), whole.tool_calls[0].function.arguments);
    assert.deepEqual(withoutIds(final.tool_calls), withoutIds(whole.tool_calls));
    assert.equal(last.arguments, whole.tool_calls[0].function.arguments);
    Sum.parse(final.tool_calls[0].function.parsed_arguments);
  },

  // The client calls the function itself, and sends what it gave.
  async toolResults() {
    const given = [];
    const runner = client.chat.completions.runTools({
      ...call,
      tool_choice: { type: 'function', function: { name: 'sum' } },
      tools: [
        {
          type: 'function',
          function: { ...sum.function, parse: JSON.parse, function: (sum) => given.push(sum) && 'The sum is 85.' },
        },
      ],
    });
    await runner.done();
    const before = await create({ ...ask, messages });
    const after = await create({ ...ask, messages: [...runner.messages, ...messages] });

    assert.deepEqual(runner.messages.map((message) => message.role), ['user', 'assistant', 'tool']);
    Sum.parse(given[0]);
    assert.ok(after.usage.prompt_tokens > before.usage.prompt_tokens * 2);
    assert.equal(after.choices[0].message.role, 'assistant');
  },

  async structured() {
    const fields = { ...ask, response_format: zodResponseFormat(Verdict, 'verdict') };
    const { message, finish_reason } = (await client.chat.completions.parse(fields)).choices[0];
    const stream = client.chat.completions.stream(fields);
    const final = await stream.finalMessage();
    const any = await create({ ...ask, response_format: { type: 'json_object' }, max_completion_tokens: 100, reasoning_effort: 'none' });

    assert.equal(finish_reason, 'stop');
    Verdict.parse(message.parsed);
    assert.deepEqual(final.parsed, message.parsed);
    assert.equal(final.content, message.content);
    assert.match(any.choices[0].message.content, /^\s*\{/);
    await assert.rejects(client.chat.completions.parse({ ...fields, max_completion_tokens: 5 }), OpenAI.LengthFinishReasonError);
  },

  async types() {
    const fields = [
      ask,
      { ...talk, n: 2 },
      { ...ask, logprobs: true, top_logprobs: 2, stop: 'result' },
      { ...ask, response_format: zodResponseFormat(Verdict, 'verdict') },
      call,
    ];
    const samples = [];
    for (const row of fields) {
      samples.push(['OpenAI.ChatCompletion', await create(row)]);
      const chunks = await chunksOf({ ...row, stream_options: { include_usage: true } });
      samples.push(...[...chunks.slice(0, 9), ...chunks.slice(-3)].map((chunk) => ['OpenAI.ChatCompletionChunk', chunk]));
    }

    assert.equal(mistakesOf(samples), '');
    const [[type, { choices, ...whole }]] = samples;
    const wrong = (change) => [type, { ...whole, choices: [{ ...choices[0], ...change }] }];
    const unlike = [{ message: { role: 'assistant', content: '' } }, { finish_reason: 'eos' }, { wobble: 1 }];
    assert.match(mistakesOf(unlike.map(wrong)), /'refusal' is missing[^]*"eos"[^]*wobble"' does not exist/);
  },

  async errors() {
    const is = (type, status, code, param, named) => (error) => {
      assert.ok(error instanceof type, error.constructor.name);
      assert.deepEqual([error.status, error.code, error.param, error.type], [status, code, param, 'invalid_request_error']);
      assert.match(error.message, named);
      assert.match(error.requestID, /\S/);
      return true;
    };
    const { BadRequestError, NotFoundError } = OpenAI;
    const format = { type: 'json_schema', json_schema: { name: 'x', strict: true, schema: { type: 'object', not: {} } } };

    await assert.rejects(create({ ...ask, temperature: 5 }), is(BadRequestError, 400, 'invalid_value', 'temperature', /temperature/));
    await assert.rejects(create({ ...ask, messages: [], stream: true }), is(BadRequestError, 400, 'invalid_value', 'messages', /messages/));
    await assert.rejects(create({ ...ask, top_logprobs: 3 }), is(BadRequestError, 400, 'invalid_value', 'top_logprobs', /logprobs/));
    await assert.rejects(create({ ...ask, tool_choice: 'required' }), is(BadRequestError, 400, 'invalid_value', 'tool_choice', /tools/));
    await assert.rejects(
      create({ ...ask, response_format: format }),
      is(BadRequestError, 400, 'invalid_value', 'response_format.json_schema.schema', /not/),
    );
    await assert.rejects(create({ ...ask, model: 'gpt-9' }), is(NotFoundError, 404, 'model_not_found', 'model', /lightthinker-tiny/));
    await assert.rejects(client.models.retrieve('gpt-9'), (error) => error instanceof NotFoundError);
    await assert.rejects(client.chat.completions.list(), (error) => error instanceof OpenAI.APIError && error.status === 405);
  },

  async abort() {
    const endless = { ...ask, ignore_eos: true, max_completion_tokens: 4000 };
    const stream = await create({ ...endless, stream: true });
    for await (const chunk of stream) {
      if (chunk.choices[0].delta.reasoning_content) {
        stream.controller.abort();
      }
    }

    const whole = new AbortController();
    const asked = client.chat.completions.create(endless, { signal: whole.signal });

    // By the time that others have come and gone, the server has surely begun with it.
    await create({ ...ask, max_completion_tokens: 1 });
    await create({ ...ask, max_completion_tokens: 1 });
    whole.abort();
    await assert.rejects(asked, OpenAI.APIUserAbortError);
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
          assert.match(response.headers.get('retry-after'), /^\d+$/);
        }

        return response;
      },
    });
    const fields = { ...ask, ignore_eos: true, max_completion_tokens: 200 };
    const answers = await Promise.all(Array.from({ length: 5 }, () => patient.chat.completions.create(fields)));
    const flood = await Promise.allSettled(Array.from({ length: 5 }, () => create(fields)));

    assert.ok(refused > 0);
    assert.equal(new Set(answers.map((completion) => completion.choices[0].message.content)).size, 1);
    const reasons = flood.filter((result) => result.status === 'rejected').map((result) => result.reason);
    assert.ok(reasons.length > 0);
    assert.ok(reasons.every((error) => error instanceof OpenAI.RateLimitError && error.status === 429));
  },
};

await scenarios[scenario]();
