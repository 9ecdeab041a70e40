import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chineseOfText, codeSentence, sentenceInChinese, sentences, type SentenceCode } from './index.ts';

const codes = Object.keys(sentences) as SentenceCode[];
const placeholders = (text: string) => [...text.matchAll(/\{\{(@?\w+)\}\}/g)].map((match) => match[1]);
const distinct = (text: string) => [...new Set(placeholders(text))].sort();

describe('sentences of responses', () => {
  test('the Chinese sentence of a code uses only values that the English one has', () => {
    for (const code of codes) {
      const [english, chinese] = sentences[code];
      expect([code, distinct(english)]).toEqual([code, expect.arrayContaining(distinct(chinese))]);
    }
  });

  test('Chinese sentences are Chinese, spaced and use one term for each concept', () => {
    for (const code of codes) {
      const text: string = sentences[code][1];
      const plain = text.replaceAll(/\{\{@\w+\}\}/g, '，').replaceAll(/\{\{\w+\}\}/g, 'x');
      expect([code, plain]).toEqual([code, expect.stringMatching(/[\u4e00-\u9fff，。：（]/)]);
      expect([code, plain]).not.toEqual([code, expect.stringMatching(/[\u4e00-\u9fff][A-Za-z0-9]/)]);
      expect([code, plain]).not.toEqual([code, expect.stringMatching(/[A-Za-z0-9][\u4e00-\u9fff]/)]);
      expect([code, plain]).not.toEqual([code, expect.stringMatching(/摄像机|覆盖率|停用|得分|[。.]$/)]);
    }
  });

  test('no two codes have the same English sentence, so that each sentence has one code', () => {
    const seen = codes.map((code) => (sentences[code][0] as string).replaceAll(/\{\{@?\w+\}\}/g, '_'));
    expect(seen.filter((text, i) => seen.indexOf(text) !== i)).toEqual([]);
  });

  test('the code and values of every sentence are found again in its English text', () => {
    for (const code of codes.filter(
      (each) => !placeholders(sentences[each][0]).some((name) => name?.startsWith('@')),
    )) {
      const text = (sentences[code][0] as string).replaceAll(/\{\{(\w+)\}\}/g, '7');
      expect([text, codeSentence(text)?.code]).toEqual([text, code]);
      expect([text, codeSentence(`${text}.`)?.code]).toEqual([text, code]);
    }
  });

  test.each([
    ['expected a list, found text', '应为列表，当前为文本'],
    ['expected 1 to 120 characters', '请填写 1 到 120 个字符'],
    ['expected at most 1000, found 9999', '不能大于 1000，当前为 9999'],
    ['expected one of keyframes, fps, interval', '应为以下之一：keyframes, fps, interval'],
    ['measure: expected one of a, b, found "speed"', 'measure：应为以下之一：a, b，当前为“speed”'],
    [
      'The connection was refused: no server listens at this address and port; check that the camera is on.',
      '连接被拒绝：该地址和端口没有服务，请检查摄像头是否开机。',
    ],
    [
      'A camera that is retired cannot become active: it stays as it is; register a new camera instead.',
      '摄像头当前为注销，不能改为启用：状态不能再更改，请登记新的摄像头。',
    ],
    [
      'The row has no name: expected a display name of the camera. Fill in the name. These columns are ignored: a.',
      '该行没有名称，请填写摄像头的名称。以下列已忽略：a。',
    ],
    ['name: expected 1 to 120 characters (and 2 more)', 'name：请填写 1 到 120 个字符（另有 2 项）'],
    ['expected at most 5, found 9', '不能大于 5，当前为 9'],
    [
      'the camera sends video, but no key frame for 20 s (the last ones came 9 s apart); the first picture needs one; set a shorter key frame interval (I-frame interval, GOP) in the camera',
      '摄像头已 20 秒没有发送关键帧（此前间隔为 9 秒），首幅画面需要关键帧：请在摄像头上缩短关键帧间隔（I 帧间隔、GOP）',
    ],
    [
      'the server rejects a playlist of the HLS stream (403); check its access settings',
      '服务器拒绝访问 HLS 的 playlist（403），请检查访问设置',
    ],
    ['The camera is paused.', '摄像头状态为暂停。'],
    [
      'Possible duplicate: row 3 (line 4) has the same stream URL.',
      '可能重复：第 3 行（文件第 4 行）的视频流地址相同。',
    ],
    ['The stream then failed: the camera closed the connection.', '随后视频流中断：摄像头关闭了连接。'],
  ])('the English sentence %j is %j in Chinese', (english, chinese) => {
    expect(chineseOfText(english)).toBe(chinese);
  });

  test('an unknown sentence, code or value has no Chinese sentence', () => {
    expect(chineseOfText('The moon is made of cheese.')).toBeUndefined();
    expect(chineseOfText('The moon is made of cheese; trying again every 30 s')).toBeUndefined();
    expect(sentenceInChinese('constructor', {})).toBeUndefined();
    expect(sentenceInChinese('value.charactersAtMost', {})).toBeUndefined();
    expect(chineseOfText('probe.thenFailed: the stream then failed: by magic')).toBeUndefined();
  });

  // A search that goes back for every place of a literal does not end for such texts.
  test('a long text that nearly matches a sentence is coded in bounded steps', () => {
    for (const code of codes) {
      const [first = '', ...others] = sentences[code][0].split(/\{\{@?\w+\}\}/);
      const repeated = `${first}a${`${others.join('a')}a`.repeat(1_000)}`.slice(0, 990);
      for (const text of [`${repeated} #`, `${repeated.replaceAll(' ', '. ')} #`])
        expect(() => codeSentence(text)).not.toThrow();
    }
  });

  test('arbitrary text is coded without an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const coded = codeSentence(text);
        if (coded) expect(sentenceInChinese(coded.code, coded.params)).toBeDefined();
      }),
    );
  });
});
