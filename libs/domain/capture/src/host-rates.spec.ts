import { describe, expect, it } from '@jest/globals';
import { describeHostRate, hostRateOf, parseHostRates } from './host-rates.ts';

describe('rates of hosts', () => {
  it('reads rates of hosts with their units, and none from an empty text', () => {
    expect(parseHostRates(' Images.example.org=30/min, *.example.net = 2 / s,[2001:db8::1]=100/h,')).toEqual([
      { pattern: 'images.example.org', requests: 30, perMs: 60_000 },
      { pattern: '*.example.net', requests: 2, perMs: 1_000 },
      { pattern: '[2001:db8::1]', requests: 100, perMs: 3_600_000 },
    ]);
    expect(parseHostRates(' ')).toEqual([]);
  });

  it.each([
    'images.example.org',
    'images.example.org=30',
    'images.example.org=0/min',
    'images.example.org=30/day',
    'http://images.example.org=30/min',
    'images.example.org:8080=30/min',
    '2001:db8::1=100/h',
    '*=30/min',
    'a=1/s;b=1/s',
  ])('rejects "%s" as a rate of a host and names the expected form', (text) => {
    expect(() => parseHostRates(text)).toThrow(
      /^invalid rate ".*": expected entries like images\.example\.org=30\/min/,
    );
  });

  it('rejects two rates of one host', () => {
    expect(() => parseHostRates('a.example=1/s,A.example=2/s')).toThrow('a.example has two rates');
  });

  it('prefers the rate of a host name to that of a pattern, and the longest pattern to others', () => {
    const rates = parseHostRates('*.example.org=1/s,*.cams.example.org=2/s,a.cams.example.org=3/s');
    const requestsOf = (host: string) => hostRateOf(rates, host)?.requests;
    expect(['A.cams.example.org', 'b.cams.example.org', 'x.example.org'].map(requestsOf)).toEqual([3, 2, 1]);
    expect(['example.org', 'badexample.org', 'example.org.evil.net'].map(requestsOf)).toEqual(
      Array(3).fill(undefined),
    );
  });

  it('describes the rate of a host in words', () => {
    const rates = parseHostRates('a.example=1/s,b.example=30/min');
    expect(rates.map(describeHostRate)).toEqual(['1 request per second', '30 requests per minute']);
  });
});
