import { describe, expect, test } from '@jest/globals';
import { readTruth } from './read-truth.ts';

describe('the CSV of known crossings', () => {
  test('the CSV of known crossings is read with times in seconds or minutes, in any order of columns and rows', () => {
    const text = '\uFEFFdirection;note;time;class\r\noutbound;x;1:15.2;Truck\r\n\r\ninbound;;4.5;car\r\n';
    expect(readTruth(text)).toEqual([
      { at: 4500, vehicleClass: 'car', direction: 'inbound' },
      { at: 75_200, vehicleClass: 'truck', direction: 'outbound' },
    ]);
  });

  test('the CSV of known crossings may have no crossings', () => {
    expect(readTruth('time,class,direction\n')).toEqual([]);
  });

  test.each([
    ['', /row 1: expected a header with the columns time, class and direction; found ""/],
    ['zeit,klasse,richtung\n1,car,inbound', /row 1: expected a header.*found "zeit,klasse,richtung"/],
    ['1,car,inbound\n2,car,inbound', /row 1: expected a header.*found "1,car,inbound"/],
    ['time,class,direction\n-1,car,inbound', /row 2, time: .*found "-1"/],
    ['time,class\n1,car', /row 1: expected a header.*found "time,class"/],
    ['time,class,direction\n1,car,inbound\nsoon,car,inbound', /row 3, time: .*75\.2.*found "soon"/],
    ['time,class,direction\n1:75,car,inbound', /row 2, time: .*found "1:75"/],
    ['time,class,direction\n1,lorry,inbound', /row 2, class: expected person, bicycle, .*found "lorry"/],
    ['time,class,direction\n1,car,left', /row 2, direction: expected inbound or outbound; found "left"/],
    ['time,class,direction\n1,car', /row 2, direction: .*found ""/],
  ])(
    'the CSV of known crossings is rejected with the row, the expected and the found value: %j',
    (text, message) => {
      expect(() => readTruth(text)).toThrow(message);
    },
  );
});
