package dev.keysunset.mutants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The whole program, tests included, loaded once more, with a mistake in some of its classes. What is not ours, and what all
 * tests share, comes from the loader above.
 */
final class MutatedClasses extends ClassLoader {
    private static final Pattern OURS = Pattern.compile("dev\\.keysunset\\.([a-z]+\\..+|SilentFeeds|Given[A-Za-z]+)");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Opened once for each thread: to look into every library anew takes longer than to compile. */
    private static final ThreadLocal<StandardJavaFileManager> LIBRARIES =
            ThreadLocal.withInitial(() -> COMPILER.getStandardFileManager(null, null, null));

    private final Map<String, byte[]> mutated;

    private MutatedClasses(Map<String, byte[]> mutated, ClassLoader parent) {
        super(parent);
        this.mutated = mutated;
    }

    /** @param sources by the names of their classes */
    static MutatedClasses compile(Map<String, String> sources) {
        var complaints = new StringWriter();
        var classes = new Memory(LIBRARIES.get());
        var options = List.of("-proc:none", "-nowarn", "-classpath", classPath());
        var units = sources.entrySet().stream().map(Source::new).toList();
        if (!COMPILER.getTask(complaints, classes, null, options, null, units).call()) {
            throw new AssertionError("the mutant does not compile:\n" + complaints);
        }
        return new MutatedClasses(classes.compiled(), MutatedClasses.class.getClassLoader());
    }

    /** As it is, loaded once more: what fails here fails for another reason than a mistake in it. */
    static MutatedClasses unchanged() {
        return new MutatedClasses(Map.of(), MutatedClasses.class.getClassLoader());
    }

    /** Surefire's own class path is a single jar that names the others. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!OURS.matcher(name).matches()) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        var bytes = mutated.get(name);
        if (bytes == null) {
            try (var file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                bytes = file.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Map.Entry<String, String> source) {
            super(URI.create("memory:///" + source.getKey().replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = source.getValue();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> compiled() {
            var compiled = new HashMap<String, byte[]>();
            classes.forEach((name, bytes) -> compiled.put(name, bytes.toByteArray()));
            return compiled;
        }
    }
}
