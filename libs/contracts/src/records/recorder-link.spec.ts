import { describe, expect, test } from '@jest/globals';
import { recorderLink } from './recorder-link.ts';

const problemOf = (text: string): string | undefined =>
  recorderLink.safeParse(text).error?.issues[0]?.message;

describe('recorderLink', () => {
  test.each([
    '',
    'https://recorder.example/play?camera=7&start={from}&end={to}',
    ' http://10.0.0.5:8080/{cameraId}/{fromUnix}-{toUnix} ',
    'https://recorder.example#t={from}',
  ])('accepts the link %j to a recorder', (text) => {
    expect(recorderLink.parse(text)).toBe(text.trim());
  });

  test.each([
    ['javascript:alert({from})', /^expected a link like https:/],
    ['ftp://recorder.example/{from}', /^expected a link like https:/],
    ['https://{cameraId}.recorder.example/{from}', /^expected a link like https:/],
    ['https://recorder.example/{from', /^expected a link like https:/],
    ['https://recorder.example/a b?{from}', /^expected a link like https:/],
    ['https://recorder.example/play?end={to}', /^expected \{from\} or \{fromUnix\}/],
    ['https://recorder.example/play?start={start}&from={from}', /^expected \{from\} or \{fromUnix\}/],
    ['https://viewer:pass@recorder.example/{from}', /^expected a link without a user name/],
    ['https://recorder.example/play?token=abc&start={from}', /^expected a link without a user name/],
    [`https://recorder.example/{from}${'x'.repeat(500)}`, /^expected at most 500/],
  ])('rejects the link %j to a recorder and says what was expected', (text, message) => {
    expect(problemOf(text)).toMatch(message);
  });
});
