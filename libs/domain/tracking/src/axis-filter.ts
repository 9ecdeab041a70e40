/**
 * State of a Kalman filter with constant velocity for one coordinate: means and covariance of position (px) and velocity
 * (px/s). Motion and measurements of the coordinates of a box are independent, so four of these replace one filter with
 * eight dimensions and 8 × 8 matrices.
 */
export interface AxisState {
  readonly position: number;
  readonly velocity: number;
  /** Variance of the position, px². */
  readonly positionVariance: number;
  /** Covariance of position and velocity, px²/s. */
  readonly covariance: number;
  /** Variance of the velocity, (px/s)². */
  readonly velocityVariance: number;
}

/**
 * Predicts the state after `seconds`. The velocity changes by white noise of the given density, px²/s³. Two predictions in
 * a row equal one over the sum of their times, so the result does not depend on the frame rate.
 */
export function predictAxis(axis: AxisState, seconds: number, density: number): AxisState {
  const { position, velocity, positionVariance, covariance, velocityVariance } = axis;
  return {
    position: position + velocity * seconds,
    velocity,
    positionVariance:
      positionVariance +
      2 * seconds * covariance +
      seconds ** 2 * velocityVariance +
      (density * seconds ** 3) / 3,
    covariance: covariance + seconds * velocityVariance + (density * seconds ** 2) / 2,
    velocityVariance: velocityVariance + density * seconds,
  };
}

/** Corrects a predicted state by a measured position with this variance, px². */
export function correctAxis(axis: AxisState, measured: number, variance: number): AxisState {
  const total = axis.positionVariance + variance;
  const positionGain = axis.positionVariance / total;
  const velocityGain = axis.covariance / total;
  const innovation = measured - axis.position;
  return {
    position: axis.position + positionGain * innovation,
    velocity: axis.velocity + velocityGain * innovation,
    positionVariance: (1 - positionGain) * axis.positionVariance,
    covariance: (1 - positionGain) * axis.covariance,
    velocityVariance: axis.velocityVariance - velocityGain * axis.covariance,
  };
}
