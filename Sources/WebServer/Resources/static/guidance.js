// Measures a small grey picture, so that the person can be told what to change before a picture is taken.
// Pure functions: no page, no camera.

export const limits = {
  dark: 55, // mean grey level, 0 to 255
  bright: 225,
  blown: 0.06, // share of pixels at the white end: a lamp's reflection
  paper: 0.3, // more than that is white paper in good light
  sharp: 60, // variance of the Laplacian, where the lines stand, in the camera's own pixels
  detail: 0.035, // share of strong edges: an empty table has hardly any
  still: 5.5, // mean grey difference to the frame before
};

export function greyOf(pixels) {
  const grey = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = (pixels[4 * i] * 299 + pixels[4 * i + 1] * 587 + pixels[4 * i + 2] * 114) / 1000;
  }
  return grey;
}

export function measure(grey, width, before) {
  const height = grey.length / width;
  let sum = 0, blown = 0, moved = 0;
  for (let i = 0; i < grey.length; i++) {
    sum += grey[i];
    if (grey[i] > 250) blown++;
    if (before) moved += Math.abs(grey[i] - before[i]);
  }
  let laplaceSum = 0, laplaceSquares = 0, edges = 0, count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const value = 4 * grey[i] - grey[i - 1] - grey[i + 1] - grey[i - width] - grey[i + width];
      laplaceSum += value;
      laplaceSquares += value * value;
      if (Math.abs(grey[i + 1] - grey[i - 1]) + Math.abs(grey[i + width] - grey[i - width]) > 60) edges++;
      count++;
    }
  }
  const mean = laplaceSum / count;
  return {
    brightness: sum / grey.length,
    blown: blown / grey.length,
    motion: before ? moved / grey.length : Infinity,
    sharpness: laplaceSquares / count - mean * mean,
    detail: edges / count,
  };
}

// The first thing worth saying, or null when the picture is good. Light and sharpness are guesses from a small picture:
// who cannot change them is not kept waiting (`isPatient`), since the server judges the real picture anyway.
export function advice(measured, sharpness, isPatient = true) {
  if (measured.brightness < limits.dark) return "hint.tooDark";
  if (measured.detail < limits.detail) return measured.brightness > limits.bright ? "document.tooBright" : "document.find";
  if (measured.motion > limits.still) return "hint.holdStill";
  if (!isPatient) return null;
  if (measured.blown > limits.blown && measured.blown < limits.paper) return "hint.glare";
  if (sharpness < limits.sharp) return "hint.tooBlurred";
  return null;
}
