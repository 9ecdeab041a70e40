import { expect, test } from '@jest/globals';
import { aChannel } from './alert-channel-store.conformance.ts';
import { DeliveryWorld } from './delivery-world.fixture.ts';

test('of two changes of an alert channel at once, neither is lost', async () => {
  const world = new DeliveryWorld();
  await world.addChannel('1');
  await Promise.all([
    world.changeChannel('1', { name: 'On call' }),
    world.changeChannel('1', { isOn: false }),
  ]);
  const stored = await world.channels.byId(aChannel('1').channel.channelId);
  expect(stored?.channel).toMatchObject({ name: 'On call', isOn: false });
});
