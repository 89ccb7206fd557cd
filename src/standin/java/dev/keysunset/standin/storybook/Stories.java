package dev.keysunset.standin.storybook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Every story there is: those in the stand-in's own files, which an index lists because folders inside a jar cannot be
 * listed, and those that users add.
 */
public final class Stories {
    private static final String FILES = "/standin/";
    private static final String SUFFIX = ".yaml";

    private final StoryReader reader;
    private final Map<String, Story> byName = new TreeMap<>();
    private int weight;

    private Stories(StoryReader reader) {
        this.reader = reader;
    }

    /** The stand-in's own stories. */
    public static Stories builtIn() {
        var stories = new Stories(new StoryReader(Yaml.read("base.yaml", resource("base.yaml"))));
        resource("stories/index.txt")
                .lines()
                .forEach(name -> stories.keep(stories.read(name + SUFFIX, resource("stories/" + name + SUFFIX))));
        return stories;
    }

    /** A fleet that comes with the stand-in, with the stories it needs. */
    static Field fleet(String name) {
        return Yaml.read(name + SUFFIX, resource("fleets/" + name + SUFFIX));
    }

    /**
     * Adds every {@code *.yaml} file of a folder.
     *
     * @throws IllegalArgumentException naming the file and the field that is wrong
     */
    public void addAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + ": there is no such folder of stories");
        }
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                add(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a story, after a rehearsal; one of the same name is replaced.
     *
     * @param source what messages name the text by
     */
    public Story add(String source, String yaml) {
        var story = read(source, yaml);
        StoryReader.rehearse(story);
        keep(story);
        return story;
    }

    private Story read(String source, String yaml) {
        return reader.read(Yaml.read(source, yaml));
    }

    private void keep(Story story) {
        byName.put(story.name(), story);
        weight = byName.values().stream().mapToInt(Story::weight).sum();
    }

    /**
     * The story of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Story named(String name) {
        var story = byName.get(name);
        if (story == null) {
            throw new IllegalArgumentException("story: there is no " + name + "; there are " + byName.keySet());
        }
        return story;
    }

    public Collection<Story> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** One by chance, by their weights. */
    Story any(RandomGenerator random) {
        var rest = random.nextInt(weight);
        for (var story : byName.values()) {
            rest -= story.weight();
            if (rest < 0) {
                return story;
            }
        }
        throw new IllegalStateException("Weights that do not add up to " + weight);
    }

    private static String resource(String name) {
        try (InputStream stream = Stories.class.getResourceAsStream(FILES + name)) {
            if (stream == null) {
                throw new IllegalStateException("The stand-in lacks its file " + FILES + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
