export function AddCameraRoom() {
  return null;
}
