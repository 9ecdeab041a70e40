import { useState } from 'react';
import type { Camera } from '@vialog/contracts';
import styles from './zone-editor.module.css';

/** The background of the drawing: the rendered scene of a synthetic camera, otherwise an empty frame. */
export function FrameGround({ camera }: { camera: Camera }) {
  const [failed, setFailed] = useState(false);
  if (camera.streamKind !== 'synthetic' || failed) return <div className={styles.empty} />;
  return (
    <img
      className={styles.still}
      src={`/v1/cameras/${camera.cameraId}/still`}
      alt=""
      draggable={false}
      onError={() => setFailed(true)}
    />
  );
}
