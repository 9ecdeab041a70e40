/** The 80 classes of COCO in the order of most detection models. */
export const coco80: readonly string[] = (
  'person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,bench,' +
  'bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,' +
  'sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,' +
  'bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,' +
  'toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,' +
  'teddy bear,hair drier,toothbrush'
).split(',');

/** Numbers from 1 to 90 that COCO announced and never used. */
const unusedIds = new Set([12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);

/** COCO by its numbers from 1 to 90; unused numbers have the name `unused`. */
const coco90: readonly string[] = (() => {
  const names = [...coco80];
  return Array.from({ length: 90 }, (_, i) => (unusedIds.has(i + 1) ? 'unused' : (names.shift() as string)));
})();

/** Names for a number of labels: 80; 90 numbers from 1; 91 with the unused number 0. Undefined for another number. */
export function cocoLabels(count: number | undefined): readonly string[] | undefined {
  if (count === 80) return coco80;
  if (count === 90) return coco90;
  return count === 91 ? ['unused', ...coco90] : undefined;
}
