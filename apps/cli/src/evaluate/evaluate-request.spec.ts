import { expect, test } from '@jest/globals';
import { readEvaluateRequest } from './evaluate-request.ts';

const read = (...args: readonly string[]) => readEvaluateRequest(args, '/models');
const clip = ['--clip', 'a.mp4', '--truth', 'a.csv', '--line', '0.1,0.5 0.9,0.5'] as const;

test('a clip is evaluated with its truth and line, once for each rate', () => {
  expect(read(...clip, '--fps', '3,5,10', '--max-error', '5')).toMatchObject({
    source: { kind: 'clip', clip: 'a.mp4', truth: 'a.csv' },
    line: [
      [0.1, 0.5],
      [0.9, 0.5],
    ],
    rates: [3, 5, 10],
    toleranceMs: 2_000,
    maxError: 5,
  });
});

test('a scene is evaluated once for each seed', () => {
  const scene = { kind: 'traffic', group: 'synthetic:road?light=night', density: 'high' };
  expect(read('--scene', 'road?light=night', '--seed', '7..8', '--minutes', '2').source).toEqual({
    kind: 'scenes',
    name: 'road?light=night',
    scenes: [
      { ...scene, url: 'synthetic:road?light=night&seed=7' },
      { ...scene, url: 'synthetic:road?light=night&seed=8' },
    ],
    leftOut: [],
    durationMs: 120_000,
  });
});

test('a rate below that of a line is rejected as the API rejects it for a camera', () => {
  expect(() => read(...clip, '--fps', '5,2')).toThrow(
    '--fps 2: zone "line" is a line and the camera is sampled at 2 frames per second, expected at least 3 frames per second ' +
      '(recommended: 5): set plan to {"mode": "fps", "fps": 5}',
  );
});

test('a labelled set is evaluated with the pictures of its folder or of another one', () => {
  expect(read('--bays', 'lots/set.jsonl', '--require', 'judged>=95')).toMatchObject({
    source: { kind: 'bays', file: 'lots/set.jsonl', folder: 'lots' },
    modelIds: [],
    requirements: [{ figure: 'judged', comparison: '>=', limit: 95 }],
  });
  const coco = ['--coco', 'a.json', '--pictures', 'pictures', '--categories', 'van=truck', '--model', 'a, b'];
  expect(read(...coco, '--report', 'r.html', '--report', 'r.md')).toMatchObject({
    source: { kind: 'coco', file: 'a.json', folder: 'pictures' },
    categories: { van: 'truck' },
    modelIds: ['a', 'b'],
    reports: ['r.html', 'r.md'],
  });
});

test.each([
  [['--bays', 'a.jsonl', '--coco', 'a.json'], /expected either --clip .*; found --bays, --coco/],
  [['--bays', 'a.jsonl', '--max-error', '5'], /--max-error is for lines; use --require/],
  [['--bays', 'a.jsonl', '--light', 'day'], /--light is for --scene/],
  [['--bays', 'a.jsonl', '--seed', '7'], /--seed is for --scene: the seeds/],
  [['--clip', 'a.mp4', '--truth', 'a.csv', '--minutes', '2'], /--minutes is for --scene: the duration/],
  [['--bays', 'a.jsonl', '--fps', '3'], /--fps is for --clip or --scene: /],
  [['--coco', 'a.json', '--tolerance', '3'], /--tolerance is for --clip or --scene: /],
  [['--bays', 'a.jsonl', '--model', 'a,b,a'], /--model a,b,a: expected each model once/],
  [
    ['--coco', 'a.json', '--categories', 'van=truck=bus'],
    /--categories "van=truck=bus": expected a category/,
  ],
  [['--bays', 'a.jsonl', '--categories', 'van=truck'], /--categories is for --coco/],
  [['--bays', 'a.jsonl', '--line', '0.1,0.5 0.9,0.5'], /--line is for --clip and --scene/],
  [['--coco', 'a.json', '--camera', 'a.json'], /--camera is for --clip and --scene; use --model/],
  [['--coco', 'a.json', '--categories', 'van'], /--categories "van": expected a category and a class like/],
  [['--bays', 'a.jsonl', '--model', 'a,'], /--model a,: expected model ids/],
  [['--bays', 'a.jsonl', '--model', 'all', '--threshold', '0.4'], /--threshold is for one model/],
  [['--bays', 'a.jsonl', '--threshold', '2'], /--threshold 2: expected a number from 0\.05 to 0\.95/],
  [
    ['--bays', 'a.jsonl', '--report', 'r.pdf'],
    /--report r\.pdf: expected a file that ends in \.json, \.md, \.html/,
  ],
  [['--scene', 'road', '--density', 'full'], /--density full: expected low or high/],
  [['--scene', 'road', '--pictures', 'a'], /--pictures is for --bays or --coco/],
  [['--fps', '5'], /expected either --clip or --scene/],
  [['--clip', 'a.mp4', '--scene', 'road'], /expected either --clip or --scene/],
  [['--clip', 'a.mp4'], /--truth is required with --clip/],
  [['--clip', 'a.mp4', '--truth', 'a.csv'], /--line or --camera is required with --clip/],
  [[...clip, '--camera', 'a.json'], /expected either --line or --camera and found both/],
  [['--scene', 'road', '--truth', 'a.csv'], /--truth is for --clip/],
  [['--scene', 'road', '--seed', '0'], /--seed 0: expected a number from 1/],
  [['--scene', 'road', '--seed', '9..2'], /--seed 9\.\.2: expected a number from 1 like 7, or a range/],
  [['--scene', 'road', '--fps', '30'], /--fps 30: expected a number from 0\.1 to 15/],
  [['--scene', 'road', '--fps', '3,'], /--fps : expected a number from 0\.1 to 15/],
  [['--scene', 'road', '--tolerance', 'x'], /--tolerance x: expected a number/],
  [['--scene', 'road', '--line', '0.1,0.5'], /--line "0\.1,0\.5": .*expected points as fractions/],
  [['--scene', 'road', '--line', '0.1,0.5 0.1,0.5'], /--line "0\.1,0\.5 0\.1,0\.5": /],
  [['--scene', 'road', '--speed', '3'], /--speed/],
])('%j is rejected with what was expected', (args, message) => {
  expect(() => read(...args)).toThrow(message);
});
