import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Makes a picture seven times as long and as wide: {@code java Enlarge.java SMALL LARGE.jpg}. */
class Enlarge {
    public static void main(String[] files) throws IOException {
        BufferedImage small = ImageIO.read(new File(files[0]));
        BufferedImage large =
                new BufferedImage(7 * small.getWidth(), 7 * small.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        large.createGraphics().drawImage(small, 0, 0, large.getWidth(), large.getHeight(), null);
        ImageIO.write(large, "jpeg", new File(files[1]));
    }
}
