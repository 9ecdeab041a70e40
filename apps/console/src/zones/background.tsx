import { useEffect, useRef, useState } from 'react';
import styles from './zone-editor.module.css';

/** Longest side of a background picture, px. */
const maxSide = 2_048;

/**
 * A picture of the user's computer as background. It is decoded in this tab, drawn on a canvas, and never sent, stored or
 * kept: closing the editor forgets it.
 */
export function useBackgroundPicture() {
  const [picture, setPicture] = useState<ImageBitmap>();
  const [failed, setFailed] = useState(false);
  const choose = async (file: File) => {
    try {
      setPicture(await decode(file));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return {
    picture,
    failed,
    choose: (file: File) => void choose(file),
    remove: () => setPicture(undefined),
  };
}
export type BackgroundPicture = ReturnType<typeof useBackgroundPicture>;

/** @throws {DOMException} when the file is not a picture. */
async function decode(file: File): Promise<ImageBitmap> {
  const whole = await createImageBitmap(file);
  const scale = maxSide / Math.max(whole.width, whole.height);
  if (scale >= 1) return whole;
  const small = await createImageBitmap(whole, {
    resizeWidth: Math.round(whole.width * scale),
    resizeHeight: Math.round(whole.height * scale),
    resizeQuality: 'high',
  });
  whole.close();
  return small;
}

/** The background of the drawing: a picture, otherwise an empty frame. */
export function FrameGround({ picture }: { picture: ImageBitmap | undefined }) {
  return picture ? <PictureCanvas picture={picture} /> : <div className={styles.empty} />;
}

function PictureCanvas({ picture }: { picture: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => canvas.current?.getContext('2d')?.drawImage(picture, 0, 0), [picture]);
  return <canvas ref={canvas} className={styles.still} width={picture.width} height={picture.height} />;
}
