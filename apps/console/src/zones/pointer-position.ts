import type { RefObject } from 'react';
import type { PicturePoint } from '@vialog/contracts';

/** The position of a pointer in the frame as fractions of its width and height, 0 to 1 inside the frame. */
export function pointerPosition(
  frame: RefObject<HTMLElement | null>,
  event: { readonly clientX: number; readonly clientY: number },
): PicturePoint {
  const box = frame.current?.getBoundingClientRect();
  if (!box) return [0, 0];
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
}
