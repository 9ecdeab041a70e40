import { describe, expect, it } from '@jest/globals';
import { parsePlaylist, type MediaPlaylist } from './hls-playlist.ts';
import { HlsWindow } from './hls-window.ts';

/** A playlist of one-second segments; a `!` marks a discontinuity. */
function playlist(numbers: readonly string[], { end = false, target = 1 } = {}): MediaPlaylist {
  const lines = numbers.map(
    (text) => `${text.endsWith('!') ? '#EXT-X-DISCONTINUITY\n' : ''}#EXTINF:1,\n${text}.ts\n`,
  );
  const head = `#EXTM3U\n#EXT-X-TARGETDURATION:${target}\n#EXT-X-MEDIA-SEQUENCE:${parseInt(numbers[0] ?? '0', 10)}\n`;
  const parsed = parsePlaylist(
    `${head}${lines.join('')}${end ? '#EXT-X-ENDLIST\n' : ''}`,
    new URL('http://camera.example/'),
  );
  if ('reason' in parsed || parsed.kind !== 'media') throw new Error('expected a media playlist');
  return parsed;
}

/** Takes every waiting segment: its number, with a + if it continues the one before. */
function taken(window: HlsWindow): string {
  const texts: string[] = [];
  for (let due = window.take(); due !== undefined; due = window.take())
    texts.push(`${due.segment.sequence}${due.continues ? '+' : ''}`);
  return texts.join(' ');
}

describe('HlsWindow', () => {
  it('reads a live playlist from its last segment on, each segment once', () => {
    const window = new HlsWindow();
    expect(window.update(playlist(['4', '5', '6']))).toBe(true);
    expect(taken(window)).toBe('6');
    expect(window.update(playlist(['4', '5', '6']))).toBe(false);
    expect(window.update(playlist(['6', '7', '8']))).toBe(true);
    expect(taken(window)).toBe('7+ 8+');
  });

  it('reads a recording from its first segment to its end', () => {
    const window = new HlsWindow();
    window.update(playlist(['0', '1', '2!', '3', '4', '5', '6'], { end: true }));
    expect([window.isRecording, window.isEnded]).toEqual([true, true]);
    expect(taken(window)).toBe('0 1+ 2 3+ 4+ 5+ 6+');
  });

  it('starts a new series after a gap, at numbers that go back, and after a lost segment', () => {
    const window = new HlsWindow();
    window.update(playlist(['1', '2', '3']));
    expect(taken(window)).toBe('3');
    window.update(playlist(['8', '9']));
    expect(taken(window)).toBe('8 9+');
    window.update(playlist(['0', '1']));
    expect(taken(window)).toBe('1');
    window.lose();
    window.update(playlist(['1', '2', '3']));
    expect(taken(window)).toBe('2 3+');
  });

  it('skips to the last segment when reading has fallen behind', () => {
    const window = new HlsWindow();
    window.update(playlist(['1']));
    taken(window);
    window.update(playlist(['2', '3', '4', '5', '6']));
    expect(taken(window)).toBe('6');
  });

  it('HlsWindow is not behind when a refresh brings many short segments', () => {
    const window = new HlsWindow();
    window.update(playlist(['1'], { target: 4 }));
    taken(window);
    window.update(playlist(['2', '3', '4', '5', '6'], { target: 4 }));
    expect(taken(window)).toBe('2+ 3+ 4+ 5+ 6+');
  });

  it('reports the end of a live stream, which is no recording', () => {
    const window = new HlsWindow();
    window.update(playlist(['1', '2']));
    window.update(playlist(['1', '2', '3'], { end: true }));
    expect([window.isRecording, window.isEnded]).toEqual([false, true]);
    expect(taken(window)).toBe('2 3+');
  });
});
