import { expect, it } from '@jest/globals';
import { SameTick } from './same-tick.ts';

it('calls of the same moment share a request, and a later call sends its own', async () => {
  let sent = 0;
  const request = new SameTick(() => {
    sent += 1;
    return Promise.resolve(sent);
  });
  expect(await Promise.all([request.run(), request.run()])).toEqual([1, 1]);
  expect(await request.run()).toBe(2);
});

it('a request that fails fails for all of its calls, and not for later ones', async () => {
  let sent = 0;
  const request = new SameTick(() => {
    sent += 1;
    return sent === 1 ? Promise.reject(new Error('busy')) : Promise.resolve(sent);
  });
  const both = await Promise.allSettled([request.run(), request.run()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await request.run()).toBe(2);
});
