import { BadRequestException, ForbiddenException, NotFoundException } from '@nestjs/common';
import { describe, expect, test } from '@jest/globals';
import { errorCatalogue, VialogError, type ErrorCode } from '@vialog/contracts';
import { problemOf } from './problem-of.ts';
import { ValidationException } from './validation-exception.ts';

describe('errors to answers', () => {
  test.each(Object.keys(errorCatalogue) as ErrorCode[])('%s has the status of the catalogue', (code) => {
    expect(problemOf(new VialogError(code))).toMatchObject({ code, status: errorCatalogue[code].status });
  });

  test('a message and details of ours are kept', () => {
    const error = new VialogError('QUERY_SYNTAX', 'expected a number', {
      details: [{ from: 4, to: 6, message: 'here' }],
    });
    expect(problemOf(error)).toMatchObject({
      message: 'expected a number',
      details: [{ from: 4, to: 6, message: 'here' }],
    });
  });

  test('an error of ours that lost its class on the way is still known by its code', () => {
    expect(problemOf({ code: 'CODE_TAKEN', message: 'taken' })).toMatchObject({
      status: 409,
      message: 'taken',
    });
  });

  test('schema issues become paths', () => {
    const error = new ValidationException([
      { message: 'expected a name', path: ['zones', 0, { key: 'name' }] },
      { message: 'expected something', path: [] },
    ]);
    expect(problemOf(error)).toEqual({
      status: 400,
      code: 'VALIDATION_FAILED',
      message: 'zones.0.name: expected a name (and 1 more)',
      details: [{ path: 'zones.0.name', message: 'expected a name' }, { message: 'expected something' }],
    });
  });

  test.each([
    ['FST_ERR_CTP_INVALID_JSON_BODY', /no JSON.*double quotes/],
    ['FST_ERR_CTP_EMPTY_JSON_BODY', /empty.*JSON/],
  ])('what Fastify calls %s says what to do', (code, words) => {
    const { message } = problemOf({ code, statusCode: 400, message: 'but content-type is set' });
    expect(message).toMatch(words);
    expect(message).not.toMatch(/content-type is set/);
  });

  test('thousands of issues stay a short answer', () => {
    const issues = Array.from({ length: 5_000 }, (_, i) => ({ message: 'no', path: [i] }));
    expect(problemOf(new ValidationException(issues)).details).toHaveLength(50);
  });

  test.each<[string, unknown, ErrorCode]>([
    ['a body too large', { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }, 'BODY_TOO_LARGE'],
    ['a media type', { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }, 'MEDIA_TYPE_REFUSED'],
    [
      'an empty JSON body',
      { code: 'FST_ERR_CTP_EMPTY_JSON_BODY', statusCode: 400, message: 'empty' },
      'VALIDATION_FAILED',
    ],
    ['an unknown route', new NotFoundException(), 'NOT_FOUND'],
    ['a guard that says no', new ForbiddenException(), 'FORBIDDEN'],
    ['a bad request of Nest', new BadRequestException('no JSON'), 'VALIDATION_FAILED'],
  ])('%s has its code', (_, error, code) => {
    expect(problemOf(error).code).toBe(code);
  });

  test.each<[string, unknown]>([
    ['an error', new Error('SELECT secret FROM users failed')],
    ['one with a system code', Object.assign(new Error('secret file'), { code: 'ENOENT' })],
    ['one that names a code of Object.prototype', { code: 'constructor', message: 'secret' }],
    ['INTERNAL with a telling message', new VialogError('INTERNAL', 'secret')],
    ['one with the status of a server error', { statusCode: 502, message: 'secret upstream' }],
    ['a text', 'secret'],
    ['nothing', undefined],
  ])('%s is INTERNAL and tells nothing of its inside', (_, error) => {
    const answer = problemOf(error);
    expect(answer).toMatchObject({ status: 500, code: 'INTERNAL', details: [] });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});
