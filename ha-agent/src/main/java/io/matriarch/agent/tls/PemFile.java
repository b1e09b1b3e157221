package io.matriarch.agent.tls;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openssl.PEMParser;

/**
 * A file that the configuration names.
 *
 * @param key which key names it, for messages
 * @param path where it is
 */
public record PemFile(String key, Path path) {
  private static final String READABLE = "name a PEM file that this user can read";

  /** Everything in it, in order. Blocks for as long as reading a file takes. */
  List<Object> read() throws TlsFileException {
    try (Reader text = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1);
        PEMParser parser = new PEMParser(text)) {
      List<Object> objects = new ArrayList<>();
      for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
        objects.add(next);
      }
      return objects;
    } catch (NoSuchFileException e) {
      throw wrong("does not exist", READABLE, e);
    } catch (AccessDeniedException e) {
      throw wrong("may not be read", READABLE, e);
    } catch (IOException | RuntimeException e) {
      throw wrong("cannot be read as PEM", READABLE, e);
    }
  }

  TlsFileException wrong(String what, String remedy, Throwable cause) {
    return new TlsFileException(key + ": '" + path + "' " + what + "; " + remedy, cause);
  }
}
