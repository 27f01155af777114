"""What the camera sees: a document on a table, a head that turns, a flat picture that is moved about.

Everything is made here, when the test runs, out of a photograph of a face and a specimen document.
"""
import cv2
import numpy as np

from camera import HEIGHT, WIDTH


def document_on_table(document_path, share=0.82, angle=1.5):
    """The document's page, slightly turned, on a darker table."""
    page = cv2.imread(str(document_path))
    scale = min(WIDTH * share / page.shape[1], HEIGHT * 0.94 / page.shape[0])
    page = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    matrix[:, 2] += [(WIDTH - width) / 2, (HEIGHT - height) / 2]
    mask = cv2.warpAffine(np.full((height, width), 255, np.uint8), matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    placed = cv2.warpAffine(page, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC)
    table = np.full((HEIGHT, WIDTH, 3), (84, 96, 108), np.uint8)
    share_of_page = (mask / 255.0)[..., None]
    return (placed * share_of_page + table * (1 - share_of_page)).astype(np.uint8)


class Head:
    """A photographed face with depth: the part of a sphere-like head that the photograph shows, and a nose on it.

    Turning it moves the nose against the eyes as a real head does. `landmarks` are the five of the vision worker:
    outer and inner corner of one eye, the same of the other, and the nose's base.
    """

    def __init__(self, photograph, landmarks):
        self.picture = cv2.imread(str(photograph))
        points = np.array(landmarks, np.float64)
        eyes = points[:4]
        self.left_corner = eyes[np.argmin(eyes[:, 0])]
        self.right_corner = eyes[np.argmax(eyes[:, 0])]
        self.nose = points[4]
        self.span = float(np.linalg.norm(self.right_corner - self.left_corner))
        self.centre = (self.left_corner + self.right_corner) / 2 + [0, 0.35 * self.span]

    def ahead(self):
        return self._frame(self.picture)

    def turned(self, degrees):
        """Positive: to the person's own left, which is the right of an unmirrored picture."""
        return self._frame(self._turn(self.picture, np.radians(degrees)))

    def flat(self, degrees):
        """The same photograph held as a print and turned as a plane."""
        height, width = self.picture.shape[:2]
        centre, focal = self.centre, 4.0 * self.span
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
        angle = np.radians(degrees)
        x, y = (corners - centre).T
        depth = 1 + x * np.sin(angle) / focal
        target = np.stack([x * np.cos(angle) / depth, y / depth], 1) + centre
        matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target.astype(np.float32))
        return self._frame(
            cv2.warpPerspective(self.picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE))

    def _turn(self, picture, angle):
        height, width = picture.shape[:2]
        grid_x, grid_y = np.meshgrid(np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64))
        x, y = grid_x - self.centre[0], grid_y - self.centre[1]
        source = x / np.cos(angle)
        # The source column depends on the depth at the source column: a few rounds settle it.
        for _ in range(25):
            source = (x - self._depth(source, y) * np.sin(angle)) / np.cos(angle)
        blend = self._presence(x, y)
        map_x = (blend * source + (1 - blend) * x + self.centre[0]).astype(np.float32)
        return cv2.remap(picture, map_x, grid_y.astype(np.float32), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)

    def _depth(self, x, y):
        """Towards the camera, in pixels, measured from the turning axis; 0 where the head ends."""
        half_width, half_height = 0.95 * self.span, 1.35 * self.span
        sphere = np.sqrt(np.clip(1 - (x / half_width) ** 2 - (y / half_height) ** 2, 0, 1))
        nose_x, nose_y = self.nose - self.centre
        nose = np.exp(-(((x - nose_x) / (0.16 * self.span)) ** 2) - ((y - nose_y) / (0.24 * self.span)) ** 2)
        return 0.62 * self.span * sphere + 0.20 * self.span * nose

    def _presence(self, x, y):
        radius = np.sqrt((x / (1.25 * self.span)) ** 2 + (y / (1.9 * self.span)) ** 2)
        return np.clip((1.25 - radius) / 0.35, 0, 1)

    def _frame(self, picture):
        """The face in the middle of a camera frame, about as large as on a phone held at arm's length."""
        scale = 190.0 / self.span
        matrix = np.array([
            [scale, 0, WIDTH / 2 - self.centre[0] * scale],
            [0, scale, HEIGHT * 0.5 - self.centre[1] * scale],
        ])
        interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        return cv2.warpAffine(
            picture, matrix, (WIDTH, HEIGHT), flags=interpolation, borderMode=cv2.BORDER_REPLICATE)
