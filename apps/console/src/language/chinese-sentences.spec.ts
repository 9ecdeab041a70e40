import { describe, expect, it } from '@jest/globals';
import { problemCodes } from '@vialog/search-line';
import { sentences } from '@vialog/contracts/sentences';
import { inChinese } from './chinese-sentences.ts';

describe('sentences of the server in Chinese', () => {
  it('a sentence with a code is shown by its code and values, with a full stop where the English one has it', () => {
    const params = { least: '1', most: '120' };
    expect(inChinese({ message: 'changed text', code: 'value.characters', params })).toBe(
      '请填写 1 到 120 个字符',
    );
    expect(inChinese({ message: 'A text.', code: 'detector.closed', params: {} })).toBe('检测器已关闭。');
  });

  it('a stored sentence without a code is found by its English text', () => {
    expect(inChinese({ message: 'the camera closed the connection' })).toBe('摄像头关闭了连接');
    expect(inChinese({ message: 'No reply within 8 s.' })).toBe('8 秒内没有响应。');
  });

  it('a problem of a search line is shown by the code of the parser', () => {
    const params = { found: 'many' };
    expect(inChinese({ message: 'x', code: 'wholeNumber', params })).toMatch(/当前为“many”/);
  });

  it('an unknown sentence stays in English', () => {
    expect(inChinese({ message: 'No such sentence', code: 'from.theFuture' })).toBeUndefined();
  });

  it('codes of search lines and of sentences are different, because both are sent in the same field', () => {
    expect(problemCodes.filter((code) => code in sentences)).toEqual([]);
  });
});
