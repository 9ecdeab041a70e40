import { describe, expect, it } from '@jest/globals';
import { statusFault, transportFault } from './rtsp-status.ts';

const tcp = { transport: 'tcp', secure: false } as const;
const udp = { transport: 'udp', secure: false } as const;
const secure = { transport: 'tcp', secure: true } as const;

describe('statusFault', () => {
  it.each([
    [404, tcp, /no such stream \(404\); check the path/],
    [453, tcp, /no bandwidth for another viewer \(453\); close other viewers .* substream/],
    [454, tcp, /ended the session \(454\)/],
    [461, tcp, /rejects the transport tcp \(461\); set transport to udp/],
    [461, udp, /rejects the transport udp \(461\); set transport to tcp/],
    [461, secure, /encrypted connection \(461\); use rtsp: with transport udp/],
    [462, udp, /set transport to tcp/],
    [503, tcp, /no capacity for another viewer \(503\); close other viewers/],
    [501, tcp, /does not support SETUP \(501\)/],
    [499, tcp, /responds to SETUP with the error 499/],
  ])('explains %i', (status, requested, detail) => {
    expect(statusFault({ ...requested, method: 'SETUP', status })).toMatchObject({
      reason: 'offline',
      detail: expect.stringMatching(detail),
    });
  });

  it('says what to do for every known status', () => {
    for (let status = 400; status < 600; status += 1) {
      const { detail } = statusFault({ ...tcp, method: 'PLAY', status });
      expect(detail).toMatch(/^the |with the error/);
      if (!detail.includes('with the error')) expect(detail).toMatch(new RegExp(`\\(${status}\\); `));
    }
  });
});

describe('transportFault', () => {
  it.each([
    [
      'RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971',
      tcp,
      /over udp although tcp.*set transport to udp/,
    ],
    ['RTP/AVP/UDP;unicast;server_port=6970-6971', secure, /use rtsp: with transport udp/],
    ['RTP/AVP/TCP;unicast;interleaved=0-1', udp, /over tcp although udp.*set transport to tcp/],
  ])('explains the response %s', (header, requested, detail) => {
    expect(transportFault(header, requested)?.detail).toMatch(detail);
  });

  it.each([
    ['RTP/AVP/TCP;unicast;interleaved=0-1', tcp],
    ['RTP/AVP;unicast;interleaved=0-1', tcp],
    ['RTP/AVP/TCP;interleaved=0-1', secure],
    ['RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971', udp],
  ])('accepts the response %s', (header, requested) => {
    expect(transportFault(header, requested)).toBeUndefined();
  });
});
