// Scenarios in which a request says what the answer is to be: calls of tools, a text of a schema, a text that the client
// has begun, more or less thinking. What the model would rather write does not matter: the server holds it to that.

import assert from 'node:assert/strict';
import { jsonSchemaOutputFormat } from '@anthropic-ai/sdk/helpers/json-schema';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';

const order = {
  type: 'object',
  properties: { fruit: { enum: ['pears', 'apples'] }, bowls: { enum: [1, 22, 300] }, ripe: { type: 'boolean' } },
  required: ['fruit', 'bowls', 'ripe'],
  additionalProperties: false,
};
const tools = [
  { name: 'order_fruit', description: 'Orders fruit.', input_schema: order, strict: true },
  { name: 'look_up', input_schema: { type: 'object', properties: {}, additionalProperties: false } },
];

function assertIsOrder(input) {
  assert.deepEqual(Object.keys(input), ['fruit', 'bowls', 'ripe']);
  assert.ok(['pears', 'apples'].includes(input.fruit));
  assert.ok([1, 22, 300].includes(input.bowls));
  assert.equal(typeof input.ripe, 'boolean');
}

function assertCalls(message, name) {
  const calls = message.content.filter((block) => block.type === 'tool_use');
  assert.equal(message.stop_reason, 'tool_use');
  assert.equal(calls.length, 1);
  assert.deepEqual(Object.keys(calls[0]).sort(), ['caller', 'id', 'input', 'name', 'type']);
  assert.equal(calls[0].name, name);
  return calls[0];
}

/**
 * @param client The client.
 * @param ask A request that it can send.
 */
export function control(client, ask) {
  const thinking = { type: 'enabled', budget_tokens: 20 };
  const orderOne = { ...ask, thinking, tools, tool_choice: { type: 'tool', name: 'order_fruit', disable_parallel_tool_use: true } };

  return {
    async tools() {
      const message = await client.messages.create(orderOne);
      const call = assertCalls(message, 'order_fruit');
      assertIsOrder(call.input);

      const any = await client.messages.create({
        ...ask,
        thinking,
        tools,
        tool_choice: { type: 'any', disable_parallel_tool_use: true },
        messages: [
          ...ask.messages,
          { role: 'assistant', content: message.content },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: 'Ordered.' }] },
        ],
      });
      assert.ok(any.content.some((block) => block.type === 'tool_use' && tools.some((tool) => tool.name === block.name)));

      const none = await client.messages.create({ ...ask, thinking, tools, tool_choice: { type: 'none' } });
      assert.ok(none.content.every((block) => block.type !== 'tool_use'));
    },

    async toolStream() {
      const whole = await client.messages.create(orderOne);
      const pieces = [];
      const stream = client.messages.stream(orderOne);
      stream.on('inputJson', (piece) => pieces.push(piece));
      const message = await stream.finalMessage();

      const call = assertCalls(message, 'order_fruit');
      assert.deepEqual(call.input, assertCalls(whole, 'order_fruit').input);
      assert.deepEqual(JSON.parse(pieces.join('')), call.input);
      assert.ok(pieces.length > 5);
      assert.deepEqual(message.content.map((block) => block.type), whole.content.map((block) => block.type));
    },

    // The client runs the tool and asks again by itself.
    async toolRunner() {
      const inputs = [];
      const tool = betaTool({
        name: 'order_fruit',
        description: 'Orders fruit.',
        inputSchema: order,
        run: (input) => {
          inputs.push(input);
          return 'Ordered.';
        },
      });
      await client.beta.messages.toolRunner({
        ...ask,
        thinking,
        tools: [tool],
        tool_choice: { type: 'any', disable_parallel_tool_use: true },
        max_iterations: 2,
      });

      assert.ok(inputs.length > 0);
      inputs.forEach(assertIsOrder);
    },

    async schema() {
      const message = await client.messages.parse({ ...ask, output_config: { format: jsonSchemaOutputFormat(order) } });

      assertIsOrder(message.parsed_output);
      assert.deepEqual(message.content.map((block) => block.type), ['thinking', 'text']);
      assert.deepEqual(JSON.parse(message.content[1].text), message.parsed_output);
    },

    async thinking() {
      const tokensOf = (message) => message.usage.output_tokens_details.thinking_tokens;
      const free = await client.messages.create({ ...ask, thinking: { type: 'adaptive' } });
      const limited = await client.messages.create({ ...ask, thinking: { type: 'enabled', budget_tokens: 20 } });
      const least = await client.messages.create({ ...ask, thinking: { type: 'disabled' } });
      const none = await client.messages.create({ ...ask, output_config: { effort: 'low' }, thinking: { type: 'disabled' } });

      assert.ok(tokensOf(free) > tokensOf(limited), `${tokensOf(free)} > ${tokensOf(limited)}`);
      assert.ok(tokensOf(limited) > tokensOf(least), `${tokensOf(limited)} > ${tokensOf(least)}`);
      assert.equal(tokensOf(none), tokensOf(least));
      for (const message of [free, limited, least, none]) {
        assert.equal(message.content.at(-1).type, 'text');
      }
    },

    async prefill() {
      const begun = { role: 'assistant', content: 'The answer is' };
      const message = await client.messages.create({ ...ask, max_tokens: 20, messages: [...ask.messages, begun] });
      const count = await client.messages.countTokens({ model: ask.model, messages: [...ask.messages, begun] });
      const plain = await client.messages.countTokens({ model: ask.model, messages: ask.messages });

      assert.equal(message.usage.input_tokens, count.input_tokens);
      assert.ok(count.input_tokens > plain.input_tokens);
      assert.ok(!JSON.stringify(message.content).includes(begun.content));
    },
  };
}
